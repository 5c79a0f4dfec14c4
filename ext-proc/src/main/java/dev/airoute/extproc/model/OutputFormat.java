package dev.airoute.extproc.model;

import dev.airoute.extproc.json.Json;
import org.jspecify.annotations.Nullable;

/** Structured output. Plain text is the absence of a format. */
public sealed interface OutputFormat {
  /** Any JSON object. */
  record JsonObject() implements OutputFormat {}

  record JsonSchema(
      String name,
      @Nullable Json description,
      Json schema,
      @Nullable Boolean strict) implements OutputFormat {}
}
