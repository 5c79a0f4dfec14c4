package dev.airoute.extproc.dialect.cohere;

import dev.airoute.extproc.dialect.EventReader;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.ProviderCodec;
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

/** Cohere's chat, version 2. */
public final class CohereCodec implements ProviderCodec {
  @Override
  public String path(String model, boolean stream) {
    return "/v2/chat";
  }

  @Override
  public void writeRequest(ChatRequest request, String model, JsonWriter out, Losses losses) {
    try {
      new CohereRequestWriter(CohereModel.of(model), out, losses).write(request, model);
    } catch (JsonException e) {
      throw new GatewayException(GatewayError.of(
          ErrorKind.INVALID_REQUEST,
          "The request cannot be read: " + e.getMessage(),
          "invalid_value"));
    }
  }

  @Override
  public ChatResponse readResponse(Json body, Losses losses) {
    try {
      return new CohereResponseReader(losses).read(body);
    } catch (JsonException e) {
      throw new GatewayException(unusable(e.getMessage()));
    }
  }

  static GatewayError unusable(@Nullable String why) {
    return GatewayError.unusableAnswer("The provider's answer cannot be used: " + why);
  }

  @Override
  public EventReader eventReader(Losses losses) {
    return new CohereEventReader(losses);
  }

  @Override
  public boolean isError(Json body) {
    return saysError(body);
  }

  /** An error's message is a text, an answer's an object. */
  static boolean saysError(Json body) {
    Json message = body.get("message");
    Json error = body.get("error");
    return message != null && message.isString() || error != null && error.isObject();
  }

  @Override
  public GatewayError readError(int status, Map<String, String> headers, byte[] body) {
    return CohereErrors.read(status, headers.getOrDefault("retry-after", ""), body);
  }
}
