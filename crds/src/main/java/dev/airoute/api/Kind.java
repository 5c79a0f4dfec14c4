package dev.airoute.api;

/** The kinds that the gateway reads. */
public enum Kind {
  AI_PROVIDER("AIProvider", "airoute.dev/v1alpha1"),
  AI_ROUTE("AIRoute", "airoute.dev/v1alpha1"),
  AI_CONSUMER("AIConsumer", "airoute.dev/v1alpha1"),
  SECRET("Secret", "v1");

  private final String value;
  private final String apiVersion;

  Kind(String value, String apiVersion) {
    this.value = value;
    this.apiVersion = apiVersion;
  }

  /** As in the object's {@code kind}. */
  public String value() {
    return value;
  }

  public String apiVersion() {
    return apiVersion;
  }

  @Override
  public String toString() {
    return value;
  }
}
