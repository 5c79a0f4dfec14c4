package dev.airoute.extproc.dialect.bedrock;

import dev.airoute.extproc.dialect.EventReader;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.ProviderCodec;
import dev.airoute.extproc.dialect.TokenCounter;
import dev.airoute.extproc.frame.AwsFrames;
import dev.airoute.extproc.frame.FrameReader;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bedrock's Converse. */
public final class BedrockCodec implements ProviderCodec {
  public static final String STREAM_TYPE = "application/vnd.amazon.eventstream";

  @Override
  public String path(String model, boolean stream) {
    return BedrockPath.converse(model, stream);
  }

  @Override
  public void writeRequest(ChatRequest request, String model, JsonWriter out, Losses losses) {
    try {
      new BedrockRequestWriter(BedrockModel.of(model), out, losses).write(request);
    } catch (JsonException e) {
      throw new GatewayException(GatewayError.of(
          ErrorKind.INVALID_REQUEST,
          "The request cannot be read: " + e.getMessage(),
          "invalid_value"));
    }
  }

  /** Bedrock counts for Claude only. */
  @Override
  public @Nullable TokenCounter counter(String type, String model) {
    return BedrockModel.of(model).family() == BedrockModel.Family.CLAUDE
        ? new BedrockCounter(true)
        : null;
  }

  @Override
  public String toolName(String name) {
    return BedrockToolIds.name(name);
  }

  @Override
  public boolean isError(Json body) {
    return BedrockErrors.isCoral(body);
  }

  @Override
  public ChatResponse readResponse(Json body, Losses losses) {
    try {
      return new BedrockResponseReader(losses).read(body);
    } catch (JsonException e) {
      throw new GatewayException(unusable(e.getMessage()));
    }
  }

  static GatewayError unusable(@Nullable String why) {
    return GatewayError.unusableAnswer("The provider's answer cannot be used: " + why);
  }

  @Override
  public String streamType() {
    return STREAM_TYPE;
  }

  @Override
  public FrameReader frames() {
    return new AwsFrames();
  }

  @Override
  public EventReader eventReader(Losses losses) {
    return new BedrockEventReader(losses);
  }

  @Override
  public GatewayError readError(int status, Map<String, String> headers, byte[] body) {
    return BedrockErrors.read(status, headers, body);
  }
}
