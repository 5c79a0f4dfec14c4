package dev.airoute.extproc.dialect.cohere;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Setting;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Of the settings that dialects share, Cohere has <a href="https://docs.cohere.com/docs/safety-modes">one</a>. */
final class CohereSettings {
  private static final Set<String> OFF = Set.of("OFF", "BLOCK_NONE");

  private final boolean plain;
  private final JsonWriter out;
  private final Losses losses;

  /** @param plain whether the request has neither tools nor documents, beside which there is no safety mode */
  CohereSettings(boolean plain, JsonWriter out, Losses losses) {
    this.plain = plain;
    this.out = out;
    this.losses = losses;
  }

  void write(List<Setting> settings) {
    for (Setting setting : settings) {
      switch (setting.kind()) {
        case SAFETY_SETTINGS -> safety(setting);
        case SERVICE_TIER,
            METADATA,
            PROMPT_CACHE_KEY,
            PROMPT_CACHE_RETENTION,
            VERBOSITY,
            STORE,
            LOGIT_BIAS -> losses.dropped(setting.field(), "the Cohere dialect has no such field");
      }
    }
  }

  /** A threshold for each kind of harm becomes one mode for all of them: the strictest that was asked for. */
  private void safety(Setting setting) {
    String mode = plain ? mode(setting.value()) : null;
    if (mode == null) {
      losses.dropped(setting.field(), "Cohere has a safety mode only, and none beside tools");
      return;
    }
    losses.approximated(setting.field(), "Cohere has one safety mode for all kinds of harm");
    out.field("safety_mode", mode);
  }

  private static @Nullable String mode(Json settings) {
    Set<String> thresholds = new TreeSet<>();
    if (settings.isArray()) {
      CohereJson.elements(settings)
          .forEach(each -> thresholds.add(CohereJson.text(each, "threshold")));
    }
    if (thresholds.isEmpty()) {
      return null;
    }
    if (OFF.containsAll(thresholds)) {
      return "OFF";
    }
    return thresholds.contains("BLOCK_LOW_AND_ABOVE") ? "STRICT" : "CONTEXTUAL";
  }
}
