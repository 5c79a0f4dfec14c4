package dev.airoute.extproc.dialect.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;

/** The path of a request, which names the model. */
public final class GeminiPath {
  private static final String COLLECTION = "models/";

  /** @throws GatewayException for names that would lead elsewhere */
  public static String of(String model, boolean stream) {
    String name = name(model);
    if (name.isEmpty() || name.equals(".") || name.contains("..")) {
      throw new GatewayException(new GatewayError(
          ErrorKind.INVALID_REQUEST,
          "'" + model + "' cannot be the name of a Gemini model",
          "model",
          "invalid_value",
          null,
          ErrorKind.INVALID_REQUEST.status()));
    }
    String method = stream ? ":streamGenerateContent?alt=sse" : ":generateContent";
    return "/" + COLLECTION + encoded(name) + method;
  }

  /** Google's own listing says {@code models/gemini-2.5-flash}. */
  static String name(String model) {
    return model.startsWith(COLLECTION) ? model.substring(COLLECTION.length()) : model;
  }

  private static String encoded(String name) {
    StringBuilder encoded = new StringBuilder(name.length());
    for (byte unit : name.getBytes(UTF_8)) {
      boolean plain = unit >= '0' && unit <= '9'
          || unit >= 'a' && unit <= 'z'
          || unit >= 'A' && unit <= 'Z'
          || "-._~".indexOf(unit) >= 0;
      if (plain) {
        encoded.append((char) unit);
      } else {
        encoded.append(String.format("%%%02X", unit & 0xff));
      }
    }
    return encoded.toString();
  }

  private GeminiPath() {}
}
