package dev.airoute.examples.client;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What came back, in no dialect, so that the same expectation fits every pair of client and provider.
 *
 * @param model as the answer names it
 * @param signature of the thinking, null when unsigned
 * @param usage null when the answer told none
 */
public record Turn(
    String model,
    String text,
    String thinking,
    @Nullable String signature,
    List<Call> calls,
    Stop stop,
    @Nullable Usage usage) {
  public Turn {
    calls = List.copyOf(calls);
  }

  public record Call(String id, String name, JsonNode arguments) {}

  public enum Stop {
    END,
    TOOLS,
    LENGTH,
    SEQUENCE,
    OTHER
  }

  /** @param prompt with the cached ones; {@code cached} is a part of it, {@code reasoning} a part of {@code output} */
  public record Usage(long prompt, long cached, long output) {}
}
