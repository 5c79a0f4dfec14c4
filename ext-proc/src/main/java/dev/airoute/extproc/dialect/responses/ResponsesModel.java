package dev.airoute.extproc.dialect.responses;

import java.util.List;
import java.util.Locale;

/** What the name of a model tells. */
final class ResponsesModel {
  private static final List<String> SILENT = List.of("gpt-3", "gpt-4", "chatgpt");

  /**
   * Whether the model thinks before it answers, as far as its name says: OpenAI's older models refuse every word about
   * reasoning ("Encrypted content is not supported with this model").
   */
  static boolean thinks(String model) {
    String name = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    String base = name.startsWith("ft:") ? name.substring("ft:".length()) : name;
    return SILENT.stream().noneMatch(base::startsWith) && !base.contains("-chat");
  }

  private ResponsesModel() {}
}
