package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Setting;
import java.util.List;
import java.util.regex.Pattern;

/** Settings that some dialects share. */
final class GeminiSettings {
  /** <a href="https://cloud.google.com/resource-manager/docs/labels-overview">Labels</a>. */
  private static final Pattern LABEL = Pattern.compile("[\\p{Ll}\\p{Lo}\\p{N}_-]{0,63}");

  private static final int MOST_LABELS = 64;

  private final boolean vertex;
  private final JsonWriter out;
  private final Losses losses;

  GeminiSettings(boolean vertex, JsonWriter out, Losses losses) {
    this.vertex = vertex;
    this.out = out;
    this.losses = losses;
  }

  void write(List<Setting> settings) {
    for (Setting setting : settings) {
      switch (setting.kind()) {
        case SAFETY_SETTINGS -> out.field("safetySettings", setting.value());
        case METADATA -> {
          if (vertex && areLabels(setting.value())) {
            out.field("labels", setting.value());
          } else {
            losses.dropped(setting.field(), "only Vertex AI has labels, of lower-case letters");
          }
        }
        case SERVICE_TIER, PROMPT_CACHE_KEY, PROMPT_CACHE_RETENTION, VERBOSITY, STORE, LOGIT_BIAS ->
          losses.unsaid(List.of(setting), "Gemini");
      }
    }
  }

  private static boolean areLabels(Json value) {
    if (!value.isObject()) {
      return false;
    }
    int count = 0;
    JsonCursor cursor = value.cursor();
    cursor.enterObject();
    while (cursor.nextField()) {
      String name = cursor.name();
      Json label = cursor.value();
      boolean named = !name.isEmpty() && Character.isLowerCase(name.charAt(0));
      if (!named
          || !LABEL.matcher(name).matches()
          || !label.isString()
          || !LABEL.matcher(label.text()).matches()) {
        return false;
      }
      count++;
    }
    return count <= MOST_LABELS;
  }
}
