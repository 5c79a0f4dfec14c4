package dev.airoute.extproc.dialect.bedrock;

import dev.airoute.extproc.dialect.EventReader;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.Passage;
import dev.airoute.extproc.dialect.ProviderCodec;
import dev.airoute.extproc.dialect.TokenCounter;
import dev.airoute.extproc.dialect.anthropic.AnthropicCodec;
import dev.airoute.extproc.dialect.anthropic.AnthropicHost;
import dev.airoute.extproc.frame.FrameReader;
import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.json.ObjectPatch;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.GatewayError;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Anthropic's schema as Bedrock's InvokeModel serves it: Claude's own body, in Bedrock's frames and with Bedrock's errors. */
public final class InvokeCodec implements ProviderCodec {
  private static final Json ERROR = Json.string("error");

  private final AnthropicCodec anthropic = new AnthropicCodec(AnthropicHost.BEDROCK);

  @Override
  public void writeRequest(ChatRequest request, String model, JsonWriter out, Losses losses) {
    anthropic.writeRequest(request, model, out, losses);
  }

  @Override
  public Passage passage(Json body, String model, Losses losses) {
    return anthropic.passage(body, model, losses);
  }

  @Override
  public void moveHeaders(
      Map<String, String> headers, Json body, ObjectPatch patch, Losses losses) {
    InvokeBetas.move(headers, body, patch, losses);
  }

  @Override
  public String path(String model, boolean stream) {
    return BedrockPath.invoke(model, stream);
  }

  @Override
  public TokenCounter counter(String type, String model) {
    return new BedrockCounter(false);
  }

  @Override
  public boolean isContent(SseEvent frame) {
    return anthropic.isContent(frame);
  }

  @Override
  public boolean isError(Json body) {
    return anthropic.isError(body) || BedrockErrors.isCoral(body);
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
  public String streamType() {
    return BedrockCodec.STREAM_TYPE;
  }

  @Override
  public FrameReader frames() {
    return new InvokeFrames();
  }

  @Override
  public EventReader eventReader(Losses losses) {
    return new InvokeEventReader(anthropic.eventReader(losses));
  }

  @Override
  public GatewayError readError(int status, Map<String, String> headers, byte[] body) {
    return BedrockErrors.read(status, headers, body);
  }
}
