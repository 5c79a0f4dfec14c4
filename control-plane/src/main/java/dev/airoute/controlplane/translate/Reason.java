package dev.airoute.controlplane.translate;

/** Why a condition is as it is. */
public enum Reason {
  ACCEPTED("Accepted"),
  RESOLVED_REFS("ResolvedRefs"),
  /** Some rules of a route are in service, others are not. */
  PARTIALLY_ACCEPTED("PartiallyAccepted"),
  /** A type or feature that this version does not serve. */
  UNSUPPORTED_VALUE("UnsupportedValue"),
  INVALID_VALUE("InvalidValue"),
  /** Another, older object has taken it. */
  CONFLICTED("Conflicted"),
  NO_BACKEND("NoBackend"),
  BACKEND_NOT_FOUND("BackendNotFound"),
  BACKEND_NOT_SERVED("BackendNotServed"),
  SECRET_NOT_FOUND("SecretNotFound"),
  INVALID_SECRET("InvalidSecret");

  private final String value;

  Reason(String value) {
    this.value = value;
  }

  /** As in the object's status. */
  public String value() {
    return value;
  }
}
