package dev.airoute.api;

/** An object that the gateway reads. */
public sealed interface Resource permits AIProvider, AIRoute, AIConsumer, Secret {
  ObjectMeta metadata();

  Kind kind();

  default ResourceName name() {
    return metadata().resourceName();
  }

  /** As messages print it, e.g. {@code AIRoute default/chat}. */
  default String title() {
    return kind().value() + " " + name();
  }
}
