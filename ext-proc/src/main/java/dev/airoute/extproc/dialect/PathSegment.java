package dev.airoute.extproc.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;

/** The name of a model as one segment of a path. */
public final class PathSegment {
  /**
   * Everything but letters, digits and {@code -._~@} is percent-encoded, once.
   *
   * @throws GatewayException for names that would lead elsewhere
   */
  public static String of(String model) {
    if (model.isEmpty() || model.equals(".") || model.contains("..")) {
      throw new GatewayException(new GatewayError(
          ErrorKind.INVALID_REQUEST,
          "'" + model + "' cannot be the name of a model",
          "model",
          "invalid_value",
          null,
          ErrorKind.INVALID_REQUEST.status()));
    }
    StringBuilder encoded = new StringBuilder(model.length());
    for (byte unit : model.getBytes(UTF_8)) {
      boolean plain = unit >= '0' && unit <= '9'
          || unit >= 'a' && unit <= 'z'
          || unit >= 'A' && unit <= 'Z'
          || "-._~@".indexOf(unit) >= 0;
      if (plain) {
        encoded.append((char) unit);
      } else {
        encoded.append(String.format("%%%02X", unit & 0xff));
      }
    }
    return encoded.toString();
  }

  private PathSegment() {}
}
