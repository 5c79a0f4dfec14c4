package dev.airoute.extproc.model;

import dev.airoute.extproc.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A function the model may call.
 *
 * @param schema JSON Schema of the arguments, its bytes and key order kept; null when the client gave none
 * @param custom the {@code format} of one of OpenAI's free-form tools, an empty object if it has none; null: a function. A
 *     free-form tool is also a function of one string {@code input}, and its calls are calls of that function, so that
 *     dialects without such tools have nothing to do but to say so
 */
public record Tool(
    String name,
    @Nullable Json description,
    @Nullable Json schema,
    @Nullable Boolean strict,
    @Nullable Json cache,
    @Nullable Json custom) {
  private static final Json FREE_FORM =
      Json.parse("{\"type\":\"object\",\"properties\":{\"input\":{\"type\":\"string\"}},"
          + "\"required\":[\"input\"],\"additionalProperties\":false}");

  /** A function. */
  public Tool(
      String name,
      @Nullable Json description,
      @Nullable Json schema,
      @Nullable Boolean strict,
      @Nullable Json cache) {
    this(name, description, schema, strict, cache, null);
  }

  /** A free-form tool. @param format its {@code format}, or an empty object */
  public static Tool freeForm(String name, @Nullable Json description, Json format) {
    return new Tool(name, description, FREE_FORM, null, null, format);
  }
}
