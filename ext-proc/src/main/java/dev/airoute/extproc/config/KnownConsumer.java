package dev.airoute.extproc.config;

import dev.airoute.config.v1.Consumer;

/** Somebody who may call. Immutable. */
public final class KnownConsumer {
  private final String name;
  private final boolean everyModel;
  private final ModelNames models;

  KnownConsumer(Consumer spec) {
    this.name = spec.getName();
    this.everyModel = spec.getModelsCount() == 0;
    this.models = new ModelNames(spec.getModelsList());
  }

  /** NAMESPACE/NAME, for logs and metrics. */
  public String name() {
    return name;
  }

  /** Whether the allow-list holds this name, as the client asks for it. */
  public boolean mayUse(String model) {
    return everyModel || models.contains(model);
  }

  @Override
  public String toString() {
    return name;
  }
}
