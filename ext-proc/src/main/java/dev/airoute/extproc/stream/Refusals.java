package dev.airoute.extproc.stream;

import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;
import org.jspecify.annotations.Nullable;

/** Every reason of this package's own for not serving a request, in words that help whoever sent it. */
final class Refusals {
  private Refusals() {}

  static GatewayException unknownPath(String method, String path) {
    return refusal(
        ErrorKind.NOT_FOUND, "There is no " + method + " " + path + " here.", null, "unknown_path");
  }

  static GatewayException storedState(String method, String path) {
    return refusal(
        ErrorKind.NOT_FOUND,
        "The gateway stores no responses, so there is no " + method + " " + path
            + " here. POST /v1/responses with the whole conversation in 'input'.",
        null,
        "stateless_gateway");
  }

  static GatewayException wrongMethod(String method, String path, String allow) {
    return refusal(
        ErrorKind.METHOD_NOT_ALLOWED,
        path + " is for " + allow + ", not " + method + ".",
        null,
        "method_not_allowed");
  }

  static GatewayException notReady() {
    return unavailable("The gateway has not received its configuration yet.", "not_ready");
  }

  static GatewayException noRoute(String host) {
    return refusal(
        ErrorKind.NOT_FOUND,
        "No route of this gateway serves the host '" + host + "'.",
        null,
        "no_route");
  }

  static GatewayException missingBody() {
    return refusal(ErrorKind.INVALID_REQUEST, "The request has no body.", null, "missing_body");
  }

  static GatewayException unknownModel(String model) {
    return refusal(
        ErrorKind.NOT_FOUND,
        "The model '" + model
            + "' is not served here. GET /v1/models lists the models that you may use.",
        "model",
        "model_not_found");
  }

  static GatewayException noBackend(String model) {
    return unavailable("No backend of the model '" + model + "' is in service.", "no_backend");
  }

  /** The processor was started anew between the two stages, or somebody came round the first one. */
  static GatewayException unknownExchange() {
    return unavailable(
        "The gateway lost track of this request. Send it again.", "exchange_unknown");
  }

  static GatewayException wrongProvider() {
    return unavailable(
        "The gateway was reconfigured under this request. Send it again.", "provider_mismatch");
  }

  static final GatewayError INTERNAL = GatewayError.of(
      ErrorKind.INTERNAL, "The gateway failed to handle this request.", "internal_error");

  static final GatewayError OVERLOADED = unavailable(
          "The gateway has too much work at the moment. Try again shortly.", "gateway_overloaded")
      .error();

  private static GatewayException unavailable(String message, String code) {
    ErrorKind kind = ErrorKind.UNAVAILABLE;
    return new GatewayException(new GatewayError(kind, message, null, code, "1", kind.status()));
  }

  static GatewayException refusal(
      ErrorKind kind, String message, @Nullable String param, String code) {
    return new GatewayException(new GatewayError(kind, message, param, code, null, kind.status()));
  }
}
