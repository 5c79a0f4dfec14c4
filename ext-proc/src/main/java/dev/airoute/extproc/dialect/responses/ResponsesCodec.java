package dev.airoute.extproc.dialect.responses;

import dev.airoute.extproc.dialect.ChatCodec;
import dev.airoute.extproc.dialect.EventReader;
import dev.airoute.extproc.dialect.EventWriter;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.Passage;
import dev.airoute.extproc.dialect.ReplyContext;
import dev.airoute.extproc.dialect.TokenCounter;
import dev.airoute.extproc.dialect.openai.Field;
import dev.airoute.extproc.dialect.openai.OpenAiErrors;
import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OpenAI's Responses. */
public final class ResponsesCodec implements ChatCodec {
  private static final String MESSAGES = "messages[]";

  private final String type;

  private ResponsesCodec(String type) {
    this.type = type;
  }

  /** @param type of the AIProvider that requests are written for, e.g. {@code OpenAI} */
  public static ResponsesCodec of(String type) {
    return new ResponsesCodec(type);
  }

  @Override
  public String path(String model, boolean stream) {
    return "/responses";
  }

  @Override
  public List<String> ownHeaders() {
    return List.of("openai-beta");
  }

  @Override
  public ChatRequest readRequest(Json body, Losses losses) {
    try {
      return new ResponsesRequestReader(losses).read(body);
    } catch (JsonException e) {
      throw unreadable(e);
    }
  }

  @Override
  public Json echo(Json body) {
    try {
      return Echo.of(body);
    } catch (JsonException e) {
      throw unreadable(e);
    }
  }

  @Override
  public String field(String hub) {
    return switch (hub) {
      case "max_tokens", "max_completion_tokens" -> "max_output_tokens";
      case "reasoning_effort" -> "reasoning.effort";
      case "response_format" -> "text.format";
      case "logprobs" -> "include";
      case "verbosity" -> "text.verbosity";
      default -> hub.startsWith(MESSAGES) ? "input[]" + hub.substring(MESSAGES.length()) : hub;
    };
  }

  @Override
  public void writeRequest(ChatRequest request, String model, JsonWriter out, Losses losses) {
    new ResponsesRequestWriter(type, out, losses).write(request, model);
  }

  @Override
  public Passage passage(Json body, String model, Losses losses) {
    try {
      return ResponsesPassage.of(body, model, losses);
    } catch (JsonException e) {
      throw unreadable(e);
    }
  }

  private static GatewayException unreadable(JsonException e) {
    return Field.refused("body", "The request cannot be read: " + e.getMessage());
  }

  /** OpenAI alone is known to count. */
  @Override
  public @Nullable TokenCounter counter(String provider, String model) {
    return provider.isEmpty() || provider.equals("OpenAI") ? new ResponsesCounter() : null;
  }

  @Override
  public ChatResponse readResponse(Json body, Losses losses) {
    try {
      return new ResponsesResponseReader(losses).read(body);
    } catch (JsonException e) {
      throw new GatewayException(
          GatewayError.unusableAnswer("The provider's answer cannot be read: " + e.getMessage()));
    }
  }

  @Override
  public @Nullable ChatResponse outline(Json body) {
    return ResponsesResponseReader.outline(body);
  }

  @Override
  public void writeResponse(ChatResponse response, ReplyContext context, JsonWriter out) {
    new ResponsesResponseWriter(context, out).write(response);
  }

  @Override
  public EventReader eventReader(Losses losses) {
    return new ResponsesEventReader(losses);
  }

  @Override
  public EventWriter eventWriter(ReplyContext context) {
    return new ResponsesEventWriter(context);
  }

  @Override
  public boolean isContent(SseEvent frame) {
    return ResponsesContent.isIn(frame);
  }

  @Override
  public GatewayError readError(int status, Map<String, String> headers, byte[] body) {
    return OpenAiErrors.read(status, headers.getOrDefault("retry-after", ""), body);
  }

  @Override
  public void writeError(GatewayError error, String requestId, JsonWriter out) {
    OpenAiErrors.write(error, out);
  }
}
