package dev.airoute.extproc.config;

/** A resource of the control plane that cannot be used; its message goes back in the NACK. */
final class UnusableResource extends RuntimeException {
  UnusableResource(String message) {
    super(message, null, false, false);
  }
}
