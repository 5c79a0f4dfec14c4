package dev.airoute.extproc.dialect.anthropic;

import dev.airoute.extproc.dialect.ChatCodec;
import dev.airoute.extproc.dialect.EventReader;
import dev.airoute.extproc.dialect.EventWriter;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.Passage;
import dev.airoute.extproc.dialect.ReplyContext;
import dev.airoute.extproc.dialect.TokenCounter;
import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.json.ObjectPatch;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Anthropic's Messages API. */
public final class AnthropicCodec implements ChatCodec {
  /** Request headers that only this dialect knows. */
  public static final List<String> OWN_HEADERS =
      List.of("anthropic-version", "anthropic-beta", "anthropic-dangerous-direct-browser-access");

  private final AnthropicHost host;

  /** As Anthropic itself serves it. */
  public AnthropicCodec() {
    this(AnthropicHost.ANTHROPIC);
  }

  public AnthropicCodec(AnthropicHost host) {
    this.host = host;
  }

  @Override
  public String path(String model, boolean stream) {
    return "/v1/messages";
  }

  @Override
  public Map<String, String> headers() {
    return Map.of("anthropic-version", "2023-06-01");
  }

  @Override
  public List<String> ownHeaders() {
    return OWN_HEADERS;
  }

  @Override
  public ChatRequest readRequest(Json body, Losses losses) {
    try {
      return new AnthropicRequestReader(losses).read(body);
    } catch (DialectException e) {
      throw new GatewayException(e.asClientsFault());
    } catch (JsonException e) {
      throw unreadable(e);
    }
  }

  @Override
  public void writeRequest(ChatRequest request, String model, JsonWriter out, Losses losses) {
    try {
      new AnthropicRequestWriter(host, out, losses).write(request, model);
    } catch (DialectException e) {
      throw new GatewayException(e.asClientsFault());
    } catch (JsonException e) {
      throw unreadable(e);
    }
  }

  @Override
  public Passage passage(Json body, String model, Losses losses) {
    Json stream = body.get("stream");
    boolean streams = stream != null && stream.isBoolean() && stream.asBoolean();
    ObjectPatch patch = new AnthropicPassage(host, losses).patch(body, model);
    return new Passage(patch, streams, true, false);
  }

  private static GatewayException unreadable(JsonException e) {
    return new GatewayException(GatewayError.of(
        ErrorKind.INVALID_REQUEST,
        "The request cannot be read: " + e.getMessage(),
        "invalid_value"));
  }

  @Override
  public TokenCounter counter(String type, String model) {
    return new AnthropicCounter();
  }

  @Override
  public ChatResponse readResponse(Json body, Losses losses) {
    try {
      return new AnthropicResponseReader(losses).read(body);
    } catch (DialectException | JsonException e) {
      throw new GatewayException(
          GatewayError.unusableAnswer("The provider's answer cannot be read: " + e.getMessage()));
    }
  }

  @Override
  public @Nullable ChatResponse outline(Json body) {
    return AnthropicResponseReader.outline(body);
  }

  @Override
  public void writeResponse(ChatResponse response, ReplyContext context, JsonWriter out) {
    new AnthropicResponseWriter(context, out).write(response);
  }

  @Override
  public EventReader eventReader(Losses losses) {
    return new AnthropicEventReader(losses);
  }

  @Override
  public boolean isContent(SseEvent frame) {
    return AnthropicEventReader.isContent(frame);
  }

  @Override
  public EventWriter eventWriter(ReplyContext context) {
    return new AnthropicEventWriter(context);
  }

  @Override
  public GatewayError readError(int status, Map<String, String> headers, byte[] body) {
    return AnthropicErrors.read(status, headers.getOrDefault("retry-after", ""), body);
  }

  @Override
  public void writeError(GatewayError error, String requestId, JsonWriter out) {
    AnthropicErrors.write(error, requestId, out);
  }
}
