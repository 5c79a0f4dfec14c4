package dev.airoute.extproc.dialect.openai;

import dev.airoute.extproc.dialect.FreeForm;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.openai.OpenAiFinishReasons.Finish;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.ChatResponse.Choice;
import dev.airoute.extproc.model.Citation;
import dev.airoute.extproc.model.FinishReason;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;
import dev.airoute.extproc.model.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a whole answer of any vendor. One instance per answer. */
final class OpenAiResponseReader {
  private final Losses losses;
  private String id = "";

  OpenAiResponseReader(Losses losses) {
    this.losses = losses;
  }

  ChatResponse read(Json body) {
    String model = "";
    long created = 0;
    Json choices = null;
    Json usage = null;
    if (!body.isObject()) {
      throw broken("is not a JSON object");
    }
    JsonCursor cursor = body.cursor();
    cursor.enterObject();
    while (cursor.nextField()) {
      switch (cursor.name()) {
        case "id" -> id = text(cursor.value());
        case "model" -> model = text(cursor.value());
        case "created" -> created = number(cursor.value());
        case "choices" -> choices = cursor.value();
        case "usage" -> usage = cursor.value();
        default -> cursor.skip();
      }
    }
    if (choices == null || !choices.isArray()) {
      throw broken("has no choices");
    }
    return new ChatResponse(id, model, created, choices(choices), OpenAiUsage.read(usage));
  }

  /** Model and usage alone, of whatever has choices that did not fail; null when it has none. */
  static @Nullable ChatResponse outline(Json body) {
    Json choices = body.isObject() ? Field.member(body, "choices") : null;
    if (choices == null || !choices.isArray()) {
      return null;
    }
    boolean any = false;
    JsonCursor cursor = choices.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      Json choice = cursor.value();
      if (!choice.isObject() || text(Field.member(choice, "finish_reason")).equals("error")) {
        return null;
      }
      any = true;
    }
    String model = text(Field.member(body, "model"));
    return any
        ? new ChatResponse("", model, 0, List.of(), OpenAiUsage.read(body.get("usage")))
        : null;
  }

  private List<Choice> choices(Json array) {
    List<Choice> choices = new ArrayList<>();
    JsonCursor cursor = array.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      choices.add(choice(cursor.value(), choices.size()));
    }
    if (choices.isEmpty()) {
      throw broken("has no choices");
    }
    return choices;
  }

  private Choice choice(Json choice, int position) {
    Json message = Field.member(choice, "message");
    if (message == null || !message.isObject()) {
      throw broken("has a choice without a message");
    }
    Json given = Field.member(choice, "index");
    int index = given != null && given.isNumber() ? (int) given.asLong() : position;
    List<Part> parts = parts(message, index);
    boolean called = parts.stream().anyMatch(Part.ToolCall.class::isInstance);
    String word = text(Field.member(choice, "finish_reason"));
    if (word.equals("error")) {
      throw broken("was ended by an error of the model");
    }
    Finish finish = OpenAiFinishReasons.read(word.isEmpty() ? null : word, called);
    Json logprobs = Field.member(choice, "logprobs");
    Json stop = Field.member(choice, "stop_reason");
    boolean stopped = finish.reason() == FinishReason.STOP && stop != null && stop.isString();
    return new Choice(
        index,
        parts,
        stopped ? FinishReason.STOP_SEQUENCE : finish.reason(),
        finish.nativeWord(),
        stopped ? stop : null,
        logprobs == null ? null : logprobs.distinct());
  }

  private List<Part> parts(Json message, int choice) {
    Json content = null;
    Json refusal = null;
    Json thinking = null;
    Json details = null;
    Json calls = null;
    Json annotations = null;
    JsonCursor cursor = message.cursor();
    cursor.enterObject();
    while (cursor.nextField()) {
      switch (cursor.name()) {
        case "content" -> content = cursor.value();
        case "refusal" -> refusal = cursor.value();
        case "reasoning_content", "reasoning" -> {
          Json value = cursor.value();
          thinking = value.isString() && !value.isEmptyString() ? value : thinking;
        }
        case "reasoning_details" -> details = cursor.value();
        case "tool_calls" -> calls = cursor.value();
        case "annotations" -> annotations = cursor.value();
        case "audio" -> {
          if (!cursor.value().isNull()) {
            losses.dropped("answer.audio", "spoken answers can only be passed on");
          }
        }
        default -> cursor.skip();
      }
    }
    List<Part> parts = new ArrayList<>(OpenAiThinking.read(details, thinking));
    content(content, OpenAiCitations.read(annotations, losses), parts);
    if (refusal != null && refusal.isString() && !refusal.isEmptyString()) {
      parts.add(new Part.Refusal(refusal));
    }
    if (calls != null && calls.isArray()) {
      toolCalls(calls, choice, parts);
    }
    return parts;
  }

  /** A string; or Mistral's list of texts and thinking. */
  private static void content(@Nullable Json content, List<Citation> citations, List<Part> parts) {
    if (content == null || !content.isArray()) {
      if (content != null && content.isString() && !content.isEmptyString()) {
        parts.add(new Part.Text(content, null, citations));
      }
      return;
    }
    JsonCursor cursor = content.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      Json element = cursor.value();
      Json text = Field.member(element, "text");
      Json thinking = Field.member(element, "thinking");
      if (text != null && text.isString()) {
        parts.add(new Part.Text(text, null));
      } else if (thinking != null) {
        parts.add(new Part.Thinking(OpenAiThinking.text(thinking), null));
      }
    }
  }

  private void toolCalls(Json array, int choice, List<Part> parts) {
    int ordinal = 0;
    JsonCursor cursor = array.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      Json call = cursor.value();
      Json custom = Field.member(call, "custom");
      Json function = custom == null ? Field.member(call, "function") : custom;
      if (function == null) {
        losses.dropped("answer.tool_calls", "a call of a tool that is neither function nor custom");
        continue;
      }
      String name = text(Field.member(function, "name"));
      if (name.isEmpty()) {
        throw broken("has a tool call without a name");
      }
      String given = text(Field.member(call, "id"));
      String callId = given.isEmpty() ? ToolIds.made(id, choice, ordinal) : given;
      parts.add(new Part.ToolCall(
          callId, name, custom == null ? arguments(function) : input(custom), null));
      ordinal++;
    }
  }

  private static Json input(Json custom) {
    Json input = Field.member(custom, "input");
    return FreeForm.arguments(input != null && input.isString() ? input : Json.EMPTY_STRING);
  }

  private static Json arguments(Json function) {
    Json arguments = Field.member(function, "arguments");
    if (arguments == null || arguments.isEmptyString()) {
      return Json.EMPTY_OBJECT;
    }
    if (arguments.isString() || arguments.isObject()) {
      return arguments;
    }
    return new JsonWriter(arguments.length() + 2).escaped(arguments).toJson();
  }

  private static String text(@Nullable Json value) {
    return value != null && value.isString() ? value.text() : "";
  }

  private static long number(Json value) {
    return value.isNumber() ? (long) value.asDouble() : 0;
  }

  private static GatewayException broken(String what) {
    return new GatewayException(GatewayError.unusableAnswer("The provider's answer " + what));
  }
}
