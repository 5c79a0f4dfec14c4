package dev.airoute.controlplane.ir;

import dev.airoute.api.ResourceName;
import org.jspecify.annotations.Nullable;

/**
 * One place a rule's requests may go.
 *
 * @param model the provider's name of the model; null: the name the client asked for
 * @param weight share among the backends of one priority; 0 takes it out of service
 * @param priority 0 is tried first
 * @param dialect null: the provider's
 */
public record Backend(
    ResourceName provider,
    @Nullable String model,
    int weight,
    int priority,
    @Nullable Dialect dialect,
    BodyEdits edits) {
  public Backend {
    if (weight < 0 || priority < 0) {
      throw new IllegalArgumentException("neither weight nor priority may be negative");
    }
  }
}
