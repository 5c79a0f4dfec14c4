package dev.airoute.extproc.dialect.bedrock;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.bedrock.BedrockFinishReasons.Finish;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.Citation;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;
import dev.airoute.extproc.model.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads one whole answer. */
final class BedrockResponseReader {
  static final String CONTENT = "answer.content[].";
  static final String NO_PLACE = "no caller's dialect has a place for it";

  private final Losses losses;
  private final List<Part> parts = new ArrayList<>();

  BedrockResponseReader(Losses losses) {
    this.losses = losses;
  }

  ChatResponse read(Json body) {
    Json output = BedrockAnswer.member(body, "output", Json.Kind.OBJECT);
    Json message = BedrockAnswer.member(output, "message", Json.Kind.OBJECT);
    String word = BedrockAnswer.text(body, "stopReason");
    GatewayError failure = BedrockFinishReasons.failure(word);
    if (failure != null) {
      throw new GatewayException(failure);
    }
    BedrockAnswer.elements(BedrockAnswer.member(message, "content", Json.Kind.ARRAY))
        .forEach(this::block);
    Finish finish =
        BedrockFinishReasons.read(word, parts.stream().anyMatch(Part.ToolCall.class::isInstance));
    ChatResponse.Choice choice = new ChatResponse.Choice(
        0,
        parts,
        finish.reason(),
        finish.nativeWord(),
        BedrockAnswer.stopSequence(body.get("additionalModelResponseFields")),
        null);
    return new ChatResponse("", "", 0, List.of(choice), BedrockUsage.read(body.get("usage")));
  }

  private void block(Json block) {
    for (String name : BedrockAnswer.names(block)) {
      Json value = Objects.requireNonNull(block.get(name));
      Part part = switch (name) {
        case "text" -> new Part.Text(BedrockAnswer.string(block, name), null);
        case "toolUse" -> call(value);
        case "reasoningContent" -> reasoning(value);
        case "citationsContent" -> cited(value);
        // Beside the member that names the kind, some put it here, too.
        case "type" -> null;
        default -> {
          losses.dropped(CONTENT + name, NO_PLACE);
          yield null;
        }
      };
      if (part != null) {
        parts.add(part);
      }
    }
  }

  private @Nullable Part call(Json call) {
    if (call.get("type") != null) {
      losses.dropped(CONTENT + "server_tool_use", NO_PLACE);
      return null;
    }
    Json input = call.get("input");
    return new Part.ToolCall(
        BedrockAnswer.text(call, "toolUseId"),
        BedrockAnswer.text(call, "name"),
        input == null || input.isEmptyString() ? Json.EMPTY_OBJECT : input,
        null);
  }

  private static Part reasoning(Json content) {
    Json data = content.get("redactedContent");
    if (data != null && data.isString()) {
      return new Part.RedactedThinking(BedrockReasoning.marked(data));
    }
    Json text = BedrockAnswer.member(content, "reasoningText", Json.Kind.OBJECT);
    return new Part.Thinking(
        BedrockAnswer.string(text, "text"), BedrockAnswer.said(text, "signature"));
  }

  private static Part cited(Json content) {
    List<Json> texts =
        BedrockAnswer.elements(BedrockAnswer.member(content, "content", Json.Kind.ARRAY)).stream()
            .map(piece -> BedrockAnswer.string(piece, "text"))
            .toList();
    List<Citation> citations = new ArrayList<>();
    for (Json said :
        BedrockAnswer.elements(BedrockAnswer.member(content, "citations", Json.Kind.ARRAY))) {
      Citation citation = BedrockAnswer.citation(said);
      if (citation != null) {
        citations.add(citation);
      }
    }
    return new Part.Text(
        texts.isEmpty() ? Json.EMPTY_STRING : BedrockAnswer.joined(texts), null, citations);
  }
}
