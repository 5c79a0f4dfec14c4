package dev.airoute.extproc.model;

import dev.airoute.extproc.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A function the model may call.
 *
 * @param schema JSON Schema of the arguments, its bytes and key order kept; null when the client gave none
 */
public record Tool(
    String name,
    @Nullable Json description,
    @Nullable Json schema,
    @Nullable Boolean strict,
    @Nullable Json cache) {}
