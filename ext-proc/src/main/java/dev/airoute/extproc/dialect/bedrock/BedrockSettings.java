package dev.airoute.extproc.dialect.bedrock;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The settings that Bedrock has a place for: how fast, and what its logs say of the request. */
final class BedrockSettings {
  private static final Pattern KEY = Pattern.compile("[a-zA-Z0-9\\s:_@$#=/+,.-]{1,256}");
  private static final Pattern VALUE = Pattern.compile("[a-zA-Z0-9\\s:_@$#=/+,.-]{0,256}");
  private static final int MOST_METADATA = 16;

  private final JsonWriter out;
  private final Losses losses;

  BedrockSettings(JsonWriter out, Losses losses) {
    this.out = out;
    this.losses = losses;
  }

  void write(List<Setting> settings) {
    for (Setting setting : settings) {
      switch (setting.kind()) {
        case SERVICE_TIER -> tier(setting);
        case METADATA -> metadata(setting);
        case STORE -> {
          if (!setting.value().equals(Json.FALSE)) {
            losses.dropped(setting.field(), "Bedrock keeps no answers");
          }
        }
        case PROMPT_CACHE_KEY, PROMPT_CACHE_RETENTION, VERBOSITY, LOGIT_BIAS, SAFETY_SETTINGS ->
          losses.dropped(setting.field(), "Bedrock has no such parameter");
      }
    }
  }

  private void tier(Setting setting) {
    String word = setting.value().isString() ? setting.value().text() : "";
    switch (word) {
      // Whatever the account has, which is what Bedrock does unasked.
      case "auto" -> {}
      case "default", "standard_only" -> tier("default");
      case "flex", "priority", "reserved" -> tier(word);
      default -> losses.dropped(setting.field(), "Bedrock has no such tier");
    }
  }

  private void tier(String type) {
    out.name("serviceTier").beginObject().field("type", type).endObject();
  }

  private void metadata(Setting setting) {
    Map<String, Json> kept = new LinkedHashMap<>();
    boolean lost = !setting.value().isObject();
    if (setting.value().isObject()) {
      JsonCursor cursor = setting.value().cursor();
      cursor.enterObject();
      while (cursor.nextField()) {
        String name = cursor.name();
        Json value = cursor.value();
        boolean fits = KEY.matcher(name).matches()
            && value.isString()
            && VALUE.matcher(value.text()).matches()
            && kept.size() < MOST_METADATA;
        if (fits) {
          kept.put(name, value);
        }
        lost |= !fits;
      }
    }
    if (lost) {
      losses.dropped(
          setting.field(),
          "Bedrock takes 16 short strings of plain characters, without the others");
    }
    if (!kept.isEmpty()) {
      out.name("requestMetadata").beginObject();
      kept.forEach(out::field);
      out.endObject();
    }
  }
}
