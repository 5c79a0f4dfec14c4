package dev.airoute.extproc.dialect.completions;

import dev.airoute.extproc.dialect.ChatCodec;
import dev.airoute.extproc.dialect.EventReader;
import dev.airoute.extproc.dialect.EventWriter;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.Passage;
import dev.airoute.extproc.dialect.ReplyContext;
import dev.airoute.extproc.dialect.openai.Field;
import dev.airoute.extproc.dialect.openai.OpenAiCodec;
import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.json.ObjectPatch;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OpenAI's legacy completions: what clients say, and what passes to providers that have the same. */
public final class CompletionsCodec implements ChatCodec {
  private static final String STREAM_OPTIONS = "stream_options";
  private static final String INCLUDE_USAGE = "include_usage";

  /** Errors, and what streams are made of, are those of OpenAI's chats. */
  private final OpenAiCodec chat;

  private final String type;

  private CompletionsCodec(String type) {
    this.type = type;
    this.chat = OpenAiCodec.of(type);
  }

  /** @param type of the AIProvider that requests pass to, e.g. {@code VLLM} */
  public static CompletionsCodec of(String type) {
    return new CompletionsCodec(type);
  }

  /** DeepSeek has them in its beta only: https://api-docs.deepseek.com/guides/fim_completion */
  @Override
  public String path(String model, boolean stream) {
    return type.equals("DeepSeek") ? "/beta/completions" : "/completions";
  }

  @Override
  public ChatRequest readRequest(Json body, Losses losses) {
    try {
      return new CompletionsRequestReader(losses).read(body);
    } catch (JsonException e) {
      throw Field.refused("body", "The request cannot be read: " + e.getMessage());
    }
  }

  @Override
  public String field(String hub) {
    return switch (hub) {
      case "top_logprobs" -> "logprobs";
      case "messages", "messages[]", "messages[].content[]" -> "prompt";
      default -> hub;
    };
  }

  /** The prompt, if the answer is to begin with it. */
  @Override
  public @Nullable Json echo(Json body) {
    if (!Json.TRUE.equals(body.get("echo"))) {
      return null;
    }
    Json prompt = CompletionsRequestReader.prompt(body.get("prompt"));
    return new JsonWriter(prompt.length() + 16)
        .beginObject()
        .field(CompletionsChoices.ECHO, prompt)
        .endObject()
        .toJson();
  }

  @Override
  public void writeRequest(ChatRequest request, String model, JsonWriter out, Losses losses) {
    throw new IllegalStateException("legacy completions are never written from another dialect");
  }

  @Override
  public Passage passage(Json body, String model, Losses losses) {
    try {
      ObjectPatch patch = new ObjectPatch().set("model", Json.string(model));
      boolean streams = Json.TRUE.equals(body.get("stream"));
      Json options = Field.member(body, STREAM_OPTIONS);
      boolean shown = Json.TRUE.equals(Field.member(options, INCLUDE_USAGE));
      boolean added = streams && !shown && chat.takes(STREAM_OPTIONS);
      if (added) {
        patch.inside(STREAM_OPTIONS).set(INCLUDE_USAGE, Json.TRUE);
      }
      return new Passage(patch, streams, shown, added);
    } catch (JsonException e) {
      throw Field.refused("body", "The request cannot be read: " + e.getMessage());
    }
  }

  @Override
  public ChatResponse readResponse(Json body, Losses losses) {
    try {
      return CompletionsResponseReader.read(body);
    } catch (JsonException e) {
      throw new GatewayException(unusable(e.getMessage()));
    }
  }

  static GatewayError unusable(@Nullable String why) {
    return GatewayError.unusableAnswer("The provider's answer cannot be used: " + why);
  }

  @Override
  public void writeResponse(ChatResponse response, ReplyContext context, JsonWriter out) {
    new CompletionsResponseWriter(context, out).write(response);
  }

  @Override
  public EventReader eventReader(Losses losses) {
    return new CompletionsEventReader(this);
  }

  @Override
  public EventWriter eventWriter(ReplyContext context) {
    return new CompletionsEventWriter(this, context);
  }

  @Override
  public boolean isContent(SseEvent frame) {
    if (frame.dataIs("[DONE]")) {
      return false;
    }
    try {
      return !CompletionsResponseReader.chunk(frame.json()).pieces().isEmpty();
    } catch (JsonException | GatewayException _) {
      return false;
    }
  }

  @Override
  public boolean isUsageOnly(SseEvent frame) {
    return chat.isUsageOnly(frame);
  }

  @Override
  public GatewayError readError(int status, Map<String, String> headers, byte[] body) {
    return chat.readError(status, headers, body);
  }

  @Override
  public void writeError(GatewayError error, String requestId, JsonWriter out) {
    chat.writeError(error, requestId, out);
  }
}
