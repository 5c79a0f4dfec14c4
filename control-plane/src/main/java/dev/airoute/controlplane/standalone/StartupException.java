package dev.airoute.controlplane.standalone;

/** Why a run cannot begin or go on, in words for the person who started it: printed as it is, without a stack trace. */
public final class StartupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StartupException(String message) {
    super(message);
  }
}
