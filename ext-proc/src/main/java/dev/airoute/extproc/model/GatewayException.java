package dev.airoute.extproc.model;

/** A client's request or a provider's answer that cannot be used; becomes an error in the client's dialect. */
public final class GatewayException extends RuntimeException {
  private final GatewayError error;

  public GatewayException(GatewayError error) {
    super(error.message(), null, false, false);
    this.error = error;
  }

  public GatewayError error() {
    return error;
  }
}
