package dev.airoute.extproc.dialect.openai;

import dev.airoute.extproc.model.Setting;
import org.jspecify.annotations.Nullable;

/** What this dialect calls the settings that it shares with others. */
public final class OpenAiSettings {
  /** Null for fields that are no settings. */
  public static Setting.@Nullable Kind kind(String field) {
    for (Setting.Kind kind : Setting.Kind.values()) {
      if (field.equals(field(kind))) {
        return kind;
      }
    }
    return null;
  }

  /** Null for settings that this dialect lacks. */
  public static @Nullable String field(Setting.Kind kind) {
    return switch (kind) {
      case SERVICE_TIER -> "service_tier";
      case METADATA -> "metadata";
      case PROMPT_CACHE_KEY -> "prompt_cache_key";
      case PROMPT_CACHE_RETENTION -> "prompt_cache_retention";
      case VERBOSITY -> "verbosity";
      case STORE -> "store";
      case LOGIT_BIAS -> "logit_bias";
      case SAFETY_SETTINGS -> null;
    };
  }

  private OpenAiSettings() {}
}
