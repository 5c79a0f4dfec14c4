package dev.airoute.examples.provider;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Decides how a provider behaves by what it is asked. Any thread. */
interface Director {
  /** Refuses what the vendor would take and the play does not. */
  Script direct(Received request, Asked asked) throws Dialect.Refusal;

  /**
   * A request in no vendor's words.
   *
   * @param thinks whether the caller wants to see what the model thinks
   * @param tools the names of the tools that it may call
   * @param results what tools gave so far, in order
   */
  record Asked(String model, boolean thinks, List<String> tools, List<String> results) {
    public Asked {
      tools = List.copyOf(tools);
      results = List.copyOf(results);
    }

    static Asked of(Dialect dialect, JsonNode body) {
      return new Asked(
          body.path("model").asString(),
          dialect.thinks(body),
          dialect.tools(body),
          dialect.results(body));
    }
  }
}
