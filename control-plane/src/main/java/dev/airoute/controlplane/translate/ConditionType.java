package dev.airoute.controlplane.translate;

/** What translation can say of an object; whether Envoy has taken it is not known here. */
public enum ConditionType {
  ACCEPTED("Accepted"),
  RESOLVED_REFS("ResolvedRefs");

  private final String value;

  ConditionType(String value) {
    this.value = value;
  }

  /** As in the object's status. */
  public String value() {
    return value;
  }
}
