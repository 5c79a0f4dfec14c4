package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.dialect.EventReader;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.ProviderCodec;
import dev.airoute.extproc.dialect.TokenCounter;
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

/** Google's generateContent. */
public final class GeminiCodec implements ProviderCodec {
  @Override
  public void writeRequest(ChatRequest request, String model, JsonWriter out, Losses losses) {
    try {
      new GeminiRequestWriter(GeminiModel.of(model), out, losses).write(request);
    } catch (JsonException e) {
      throw new GatewayException(GatewayError.of(
          ErrorKind.INVALID_REQUEST,
          "The request cannot be read: " + e.getMessage(),
          "invalid_value"));
    }
  }

  @Override
  public TokenCounter counter(String type, String model) {
    return new GeminiCounter(type);
  }

  @Override
  public ChatResponse readResponse(Json body, Losses losses) {
    try {
      return GeminiResponseReader.read(body);
    } catch (JsonException e) {
      throw new GatewayException(unusable(e.getMessage()));
    }
  }

  static GatewayError unusable(@Nullable String why) {
    return GatewayError.unusableAnswer("The provider's answer cannot be used: " + why);
  }

  @Override
  public EventReader eventReader(Losses losses) {
    return new GeminiEventReader();
  }

  @Override
  public GatewayError readError(int status, Map<String, String> headers, byte[] body) {
    return GeminiErrors.read(status, headers.getOrDefault("retry-after", ""), body);
  }
}
