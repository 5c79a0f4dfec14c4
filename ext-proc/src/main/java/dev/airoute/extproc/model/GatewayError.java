package dev.airoute.extproc.model;

import org.jspecify.annotations.Nullable;

/**
 * An error as every dialect can write it.
 *
 * @param message for a person; never holds a secret or an internal path, and is never blank
 * @param param the request field at fault
 * @param code a stable word for programs, e.g. {@code model_not_found}
 * @param retryAfter as the header's value (seconds or a date)
 * @param status the status to send: the provider's own where there was one
 */
public record GatewayError(
    ErrorKind kind,
    String message,
    @Nullable String param,
    @Nullable String code,
    @Nullable String retryAfter,
    int status) {
  public GatewayError {
    message = message.isBlank() ? "No reason was given" : message;
  }

  /** The provider answered, but not with anything that its dialect allows. @param message what is wrong, a sentence */
  public static GatewayError unusableAnswer(String message) {
    return of(ErrorKind.BAD_GATEWAY, message, "provider_answer_unusable");
  }

  public static GatewayError of(ErrorKind kind, String message, String code) {
    return new GatewayError(kind, message, null, code, null, kind.status());
  }
}
