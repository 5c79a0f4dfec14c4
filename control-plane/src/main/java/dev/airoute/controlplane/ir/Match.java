package dev.airoute.controlplane.ir;

import java.util.List;

/**
 * Which requests a rule is for.
 *
 * @param hostnames empty: any
 * @param models names that clients ask for; never empty
 * @param headers all must hold
 */
public record Match(List<String> hostnames, List<ModelPattern> models, List<HeaderMatch> headers) {
  public Match {
    hostnames = List.copyOf(hostnames);
    models = List.copyOf(models);
    headers = List.copyOf(headers);
    if (models.isEmpty()) {
      throw new IllegalArgumentException("a match without a model");
    }
  }
}
