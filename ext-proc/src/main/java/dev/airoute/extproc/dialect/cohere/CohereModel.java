package dev.airoute.extproc.dialect.cohere;

import java.util.List;

/**
 * What a model's name tells about it. Models either reason, or make a plan before they call tools; each kind refuses what
 * the other takes. A name that tells nothing gets what newer models take.
 *
 * @param thinks whether it knows {@code thinking}; otherwise it knows {@code tool_plan}
 */
record CohereModel(boolean thinks) {
  private static final List<String> PLANNING = List.of(
      "command-r",
      "command-a-03-2025",
      "command-a-vision",
      "command-a-translate",
      "command-light",
      "command-nightly",
      "c4ai-");

  static CohereModel of(String name) {
    return new CohereModel(
        !name.equals("command") && PLANNING.stream().noneMatch(name::startsWith));
  }
}
