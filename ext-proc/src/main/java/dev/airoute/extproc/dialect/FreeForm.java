package dev.airoute.extproc.dialect;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.json.JsonWriter;

/**
 * Calls of OpenAI's free-form tools, which take a text, as calls of a function with one argument {@code input}: what a
 * {@link dev.airoute.extproc.model.Tool#freeForm} is to everybody else.
 *
 * @see <a href="https://platform.openai.com/docs/guides/function-calling#custom-tools">OpenAI: custom tools</a>
 */
public final class FreeForm {
  private static final String INPUT = "input";

  /** @param input the text, a JSON string */
  public static Json arguments(Json input) {
    return new JsonWriter(input.length() + 16)
        .beginObject()
        .field(INPUT, input)
        .endObject()
        .toJson();
  }

  /**
   * The text that a call means, a JSON string. A model that was given a function may write other arguments: then their text.
   *
   * @param arguments an object, or a JSON string with the text of one
   */
  public static Json input(Json arguments) {
    try {
      Json object = arguments.isString() ? Json.parse(arguments.unquoted()) : arguments;
      Json input = object.isObject() ? object.get(INPUT) : null;
      if (input != null && input.isString()) {
        return input;
      }
    } catch (JsonException _) {
      // Not JSON: the model wrote the text itself.
    }
    return arguments.isString() ? arguments : Json.string(arguments.toString());
  }

  private FreeForm() {}
}
