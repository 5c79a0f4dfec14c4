package dev.airoute.extproc.dialect.responses;

import dev.airoute.extproc.dialect.FreeForm;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.openai.Field;
import dev.airoute.extproc.dialect.openai.ToolIds;
import dev.airoute.extproc.dialect.responses.ResponsesFinishReasons.Finish;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.ChatResponse.Choice;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;
import dev.airoute.extproc.model.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a whole answer. One instance per answer. */
final class ResponsesResponseReader {
  private final Losses losses;
  private final List<Part> parts = new ArrayList<>();
  private final List<Json> logprobs = new ArrayList<>();

  ResponsesResponseReader(Losses losses) {
    this.losses = losses;
  }

  ChatResponse read(Json body) {
    if (!body.isObject()) {
      throw broken("is not a JSON object");
    }
    Answer answer = Answer.read(body);
    answer.mustBeOver();
    if (answer.output() == null) {
      throw broken("has no output");
    }
    items(answer.output(), answer.id());
    boolean called = parts.stream().anyMatch(Part.ToolCall.class::isInstance);
    Finish finish = ResponsesFinishReasons.read(answer.status(), answer.reason(), called);
    Choice choice =
        new Choice(0, parts, finish.reason(), finish.nativeWord(), null, Logprobs.object(logprobs));
    return new ChatResponse(
        answer.id(), answer.model(), answer.created(), List.of(choice), answer.tokens());
  }

  /** Model and usage alone, of whatever has output and did not fail; null for anything else. */
  static @Nullable ChatResponse outline(Json body) {
    Answer answer = body.isObject() ? Answer.read(body) : null;
    if (answer == null || answer.output() == null || answer.status().equals("failed")) {
      return null;
    }
    return new ChatResponse("", answer.model(), 0, List.of(), answer.tokens());
  }

  private void items(Json output, String answerId) {
    int ordinal = 0;
    JsonCursor cursor = output.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      if (cursor.kind() != Json.Kind.OBJECT) {
        throw broken("has an item that is not an object");
      }
      item(cursor.value(), answerId, ordinal++);
    }
  }

  private void item(Json item, String answerId, int ordinal) {
    String type = Answer.text(Field.member(item, "type"));
    switch (type) {
      case "message" -> message(Field.member(item, "content"));
      case "reasoning" -> {
        Json text = ReasoningText.of(item);
        Json signature = Signatures.of(item);
        if (signature != null || !text.isEmptyString()) {
          parts.add(new Part.Thinking(text, signature));
        }
      }
      case "function_call" -> {
        call(item, arguments(Field.member(item, "arguments")), answerId, ordinal);
      }
      case "custom_tool_call" -> {
        Json input = Field.member(item, "input");
        Json text = input == null || !input.isString() ? Json.EMPTY_STRING : input;
        call(item, FreeForm.arguments(text), answerId, ordinal);
      }
      default ->
        losses.dropped(
            "answer.output[]." + (type.isEmpty() ? "untyped" : type),
            "items of this type cannot be carried");
    }
  }

  private void message(@Nullable Json content) {
    if (content == null || !content.isArray()) {
      return;
    }
    JsonCursor cursor = content.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      Json part = cursor.value();
      Json text = Field.member(part, "text");
      Json refusal = Field.member(part, "refusal");
      if (text != null && text.isString() && !text.isEmptyString()) {
        parts.add(
            new Part.Text(text, null, Annotations.read(Field.member(part, "annotations"), losses)));
        logprobs.addAll(Logprobs.tokens(Field.member(part, "logprobs")));
      } else if (refusal != null && refusal.isString() && !refusal.isEmptyString()) {
        parts.add(new Part.Refusal(refusal));
      } else if (text == null && refusal == null) {
        losses.dropped(
            "answer.output[].content[]." + Answer.text(Field.member(part, "type")),
            "parts of this type cannot be carried");
      }
    }
  }

  private static Json arguments(@Nullable Json arguments) {
    if (arguments == null || arguments.isEmptyString()) {
      return Json.EMPTY_OBJECT;
    }
    return arguments.isObject() ? arguments : Items.arguments(arguments);
  }

  private void call(Json item, Json arguments, String answerId, int ordinal) {
    String name = Answer.text(Field.member(item, "name"));
    if (name.isEmpty()) {
      throw broken("has a tool call without a name");
    }
    String id = callId(item);
    parts.add(new Part.ToolCall(
        id.isEmpty() ? ToolIds.made(answerId, 0, ordinal) : id, name, arguments, null));
  }

  /** The id under which the result is given back; some servers have only the item's. */
  static String callId(Json item) {
    String id = Answer.text(Field.member(item, "call_id"));
    return id.isEmpty() ? Answer.text(Field.member(item, "id")) : id;
  }

  private static GatewayException broken(String what) {
    return new GatewayException(GatewayError.unusableAnswer("The provider's answer " + what));
  }
}
