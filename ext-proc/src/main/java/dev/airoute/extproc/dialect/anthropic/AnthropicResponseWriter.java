package dev.airoute.extproc.dialect.anthropic;

import dev.airoute.extproc.dialect.ReplyContext;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.FinishReason;
import dev.airoute.extproc.model.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one whole answer. Anthropic knows one answer per request: further choices have no place. */
final class AnthropicResponseWriter {
  private final ReplyContext context;
  private final JsonWriter out;

  AnthropicResponseWriter(ReplyContext context, JsonWriter out) {
    this.context = context;
    this.out = out;
  }

  void write(ChatResponse response) {
    out.beginObject();
    head(response.id(), context, out);
    out.name("content");
    if (response.choices().isEmpty()) {
      out.beginArray().endArray();
      stop(FinishReason.OTHER, null, null, null, out);
    } else {
      ChatResponse.Choice choice = response.choices().getFirst();
      new AnthropicBlockWriter(out).array(shown(choice));
      report(response);
      stop(choice.finish(), choice.nativeFinish(), choice.stopSequence(), explanation(choice), out);
    }
    out.name("usage");
    AnthropicUsage.write(response.usage(), out);
    out.endObject();
  }

  private void report(ChatResponse response) {
    ChatResponse.Choice choice = response.choices().getFirst();
    if (response.choices().size() > 1) {
      context.losses().dropped("answer.choices", "Anthropic knows one answer per request");
    }
    if (choice.logprobs() != null && choice.logprobs().isObject()) {
      context.losses().dropped("answer.logprobs", "the Anthropic dialect has none");
    }
    for (Part part : choice.parts()) {
      if (part instanceof Part.Text text && !text.citations().isEmpty()) {
        context
            .losses()
            .dropped("answer.citations", "only Anthropic can make the index that they need");
      }
    }
  }

  /** Id, type, role and model, as every message starts. */
  static void head(String id, ReplyContext context, JsonWriter out) {
    out.field("id", id.isEmpty() ? "msg_" + context.requestId() : id);
    out.field("type", "message").field("role", "assistant").field("model", context.model());
  }

  /** The members that say why the answer ended. */
  static void stop(
      FinishReason finish,
      @Nullable String nativeFinish,
      @Nullable Json stopSequence,
      @Nullable Json explanation,
      JsonWriter out) {
    out.field("stop_reason", AnthropicFinishReasons.word(finish));
    out.field("stop_sequence", stopSequence == null ? Json.NULL : stopSequence);
    if (AnthropicFinishReasons.refuses(finish)) {
      out.name("stop_details").beginObject().field("type", "refusal");
      // A filter's own word is none of Anthropic's categories.
      String category = finish == FinishReason.REFUSAL ? nativeFinish : null;
      out.field("category", category == null ? Json.NULL : Json.string(category));
      out.field("explanation", explanation == null ? Json.NULL : explanation).endObject();
    }
  }

  private List<Part> shown(ChatResponse.Choice choice) {
    List<Part> shown = new ArrayList<>(choice.parts().size());
    boolean refused = AnthropicFinishReasons.refuses(choice.finish());
    for (Part part : choice.parts()) {
      switch (part) {
        case Part.Text _, Part.Thinking _, Part.RedactedThinking _ -> shown.add(part);
        case Part.ToolCall call -> shown.add(withId(call, shown.size()));
        case Part.Refusal _ -> {
          if (!refused) {
            shown.add(part);
          }
        }
        // No answer of a model in this dialect holds these.
        case Part.Image _, Part.Document _, Part.Audio _, Part.ToolResult _ -> {}
      }
    }
    return shown;
  }

  private Part.ToolCall withId(Part.ToolCall call, int position) {
    return call.id().isEmpty()
        ? new Part.ToolCall(callId(context, position), call.name(), call.arguments(), call.cache())
        : call;
  }

  /** The id of a call to which the provider gave none. */
  static String callId(ReplyContext context, int position) {
    return "toolu_" + context.requestId() + "_" + position;
  }

  private static @Nullable Json explanation(ChatResponse.Choice choice) {
    for (Part part : choice.parts()) {
      if (part instanceof Part.Refusal(Json text)) {
        return text;
      }
    }
    return null;
  }
}
