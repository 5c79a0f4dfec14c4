package dev.airoute.controlplane.serve;

import dev.airoute.controlplane.xds.TypeUrls;

/**
 * A client's reason for a rejection, fit for logs and conditions. Envoy quotes the whole message that it refused after
 * the constraint that failed; of a secret that quotation must not survive.
 */
final class Words {
  private static final int MAX_LENGTH = 1000;

  private Words() {}

  static String of(String typeUrl, String message) {
    String text = typeUrl.equals(TypeUrls.SECRET) ? withoutQuotation(message) : message;
    String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    if (line.isEmpty()) {
      return "the client gave no reason";
    }
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "…";
  }

  private static String withoutQuotation(String message) {
    int quotation = message.indexOf("): ");
    int line = message.indexOf('\n');
    int end = Math.min(
        quotation < 0 ? message.length() : quotation + 1, line < 0 ? message.length() : line);
    return message.substring(0, end);
  }
}
