package dev.airoute.controlplane.serve;

import java.util.List;

/**
 * One client's state for one resource type.
 *
 * @param wildcard it asked for everything there is
 * @param subscribed how many names it asked for
 * @param acknowledged how many resources it has taken
 * @param version of the set that it has taken; equals another client's if and only if both hold the same
 * @param settled nothing is left to send or to be answered; what it refused counts as answered
 */
public record TypeState(
    boolean wildcard,
    int subscribed,
    int acknowledged,
    String version,
    boolean settled,
    List<Rejection> rejections) {
  public TypeState {
    rejections = List.copyOf(rejections);
  }
}
