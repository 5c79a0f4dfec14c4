package dev.airoute.extproc.dialect.cohere;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.cohere.CohereFinishReasons.Finish;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.ChatResponse.Choice;
import dev.airoute.extproc.model.Citation;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;
import dev.airoute.extproc.model.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one whole answer. One instance per answer. */
final class CohereResponseReader {
  private final Losses losses;

  CohereResponseReader(Losses losses) {
    this.losses = losses;
  }

  ChatResponse read(Json body) {
    String id = CohereJson.text(body, "id");
    Json message = CohereJson.at(body, "message");
    String word = CohereJson.text(body, "finish_reason");
    if (message == null || !message.isObject() || word.isEmpty()) {
      throw new JsonException("it has no message or no finish_reason", 0);
    }
    GatewayError failure = CohereFinishReasons.failure(word, CohereJson.text(body, "error"));
    if (failure != null) {
      throw new GatewayException(failure);
    }
    Finish finish = CohereFinishReasons.read(word);
    Json logprobs = CohereLogprobs.read(CohereJson.at(body, "logprobs"));
    Choice choice =
        new Choice(0, parts(message, id), finish.reason(), finish.nativeWord(), null, logprobs);
    return new ChatResponse(
        id, "", 0, List.of(choice), CohereUsage.read(CohereJson.at(body, "usage")));
  }

  private List<Part> parts(Json message, String answer) {
    List<Part> parts = new ArrayList<>();
    List<Json> citations = new ArrayList<>();
    for (Json citation : CohereJson.elements(message, "citations")) {
      if (CohereCitations.ofText(citation)) {
        citations.add(citation);
      } else {
        losses.dropped("answer.citations", "they are of reasoning");
      }
    }
    List<Json> contents = CohereJson.elements(message, "content");
    int onlyText = onlyText(contents);
    for (int i = 0; i < contents.size(); i++) {
      Part part = content(contents.get(i), i, citations, onlyText);
      if (part != null) {
        parts.add(part);
      }
    }
    Json plan = CohereJson.string(message, "tool_plan");
    if (plan != null && !plan.isEmptyString()) {
      parts.add(new Part.Thinking(plan, CohereSignature.PLAN.mark()));
    }
    for (Json call : CohereJson.elements(message, "tool_calls")) {
      parts.add(call(call, answer, parts.size()));
    }
    return parts;
  }

  /** Where citations belong that do not say it: to the last text. */
  private static int onlyText(List<Json> contents) {
    for (int i = contents.size() - 1; i >= 0; i--) {
      if (CohereJson.text(contents.get(i), "type").equals("text")) {
        return i;
      }
    }
    return -1;
  }

  private @Nullable Part content(Json content, int index, List<Json> citations, int onlyText) {
    String type = CohereJson.text(content, "type");
    switch (type) {
      case "text" -> {
        Json text = CohereJson.string(content, "text");
        if (text == null || text.isEmptyString()) {
          return null;
        }
        List<Json> own = citations.stream()
            .filter(citation -> {
              int place = CohereCitations.content(citation);
              return (place < 0 ? onlyText : place) == index;
            })
            .toList();
        return new Part.Text(text, null, cited(text, own));
      }
      case "thinking" -> {
        Json text = CohereJson.string(content, "thinking");
        return text == null || text.isEmptyString()
            ? null
            : new Part.Thinking(text, CohereSignature.THINKING.mark());
      }
      default -> {
        losses.dropped("answer.content[]." + type, "the model has no place for it");
        return null;
      }
    }
  }

  private static List<Citation> cited(Json text, List<Json> citations) {
    if (citations.isEmpty()) {
      return List.of();
    }
    CohereText known = new CohereText();
    known.add(text);
    return citations.stream()
        .flatMap(citation -> CohereCitations.read(citation, known).stream())
        .toList();
  }

  private static Part.ToolCall call(Json call, String answer, int number) {
    String name = CohereJson.text(call, "function", "name");
    if (name.isEmpty()) {
      throw new JsonException("a tool call has no name", 0);
    }
    String id = CohereJson.text(call, "id");
    return new Part.ToolCall(
        id.isEmpty() ? CohereToolIds.made(answer, number) : id,
        name,
        arguments(CohereJson.string(call, "function", "arguments")),
        null);
  }

  private static Json arguments(@Nullable Json said) {
    return said == null || said.isBlankString() || said.text().strip().equals("null")
        ? Json.EMPTY_OBJECT
        : said;
  }
}
