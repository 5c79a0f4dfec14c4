package dev.airoute.extproc.dialect.vertex;

import dev.airoute.extproc.dialect.EventReader;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.Passage;
import dev.airoute.extproc.dialect.PathSegment;
import dev.airoute.extproc.dialect.ProviderCodec;
import dev.airoute.extproc.dialect.TokenCounter;
import dev.airoute.extproc.dialect.anthropic.AnthropicCodec;
import dev.airoute.extproc.dialect.anthropic.AnthropicHost;
import dev.airoute.extproc.dialect.gemini.GeminiCodec;
import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.GatewayError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Anthropic's schema as Vertex AI serves it. */
public final class RawPredictCodec implements ProviderCodec {
  private static final Json ERROR = Json.string("error");

  private final AnthropicCodec anthropic = new AnthropicCodec(AnthropicHost.VERTEX);
  private final GeminiCodec google = GeminiCodec.of("GoogleVertexAI");

  /** Behind what names project and location. */
  @Override
  public String path(String model, boolean stream) {
    return "/publishers/anthropic/models/"
        + PathSegment.of(model)
        + (stream ? ":streamRawPredict" : ":rawPredict");
  }

  @Override
  public List<String> ownHeaders() {
    return AnthropicCodec.OWN_HEADERS;
  }

  @Override
  public void writeRequest(ChatRequest request, String model, JsonWriter out, Losses losses) {
    anthropic.writeRequest(request, model, out, losses);
  }

  @Override
  public Passage passage(Json body, String model, Losses losses) {
    return anthropic.passage(body, model, losses);
  }

  @Override
  public TokenCounter counter(String type, String model) {
    return anthropic.counter(type, model);
  }

  @Override
  public boolean isContent(SseEvent frame) {
    return anthropic.isContent(frame);
  }

  @Override
  public boolean isClientsError(Json body) {
    return body.isObject() && ERROR.equals(body.get("type")) && anthropic.isClientsError(body);
  }

  @Override
  public ChatResponse readResponse(Json body, Losses losses) {
    return anthropic.readResponse(body, losses);
  }

  @Override
  public @Nullable ChatResponse outline(Json body) {
    return anthropic.outline(body);
  }

  @Override
  public EventReader eventReader(Losses losses) {
    return anthropic.eventReader(losses);
  }

  /** The model's errors are Anthropic's, those of the way to it Google's. */
  @Override
  public GatewayError readError(int status, Map<String, String> headers, byte[] body) {
    return isAnthropics(body)
        ? anthropic.readError(status, headers, body)
        : google.readError(status, headers, body);
  }

  private boolean isAnthropics(byte[] body) {
    try {
      return isClientsError(Json.parse(body));
    } catch (JsonException _) {
      return false;
    }
  }
}
