package dev.airoute.extproc.frame;

/** A stream whose frames cannot be read: one is larger than the limit. */
public final class FrameException extends RuntimeException {
  public FrameException(String message) {
    super(message, null, false, false);
  }
}
