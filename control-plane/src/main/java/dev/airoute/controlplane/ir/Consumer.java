package dev.airoute.controlplane.ir;

import dev.airoute.api.ResourceName;
import java.util.List;

/**
 * Who may call.
 *
 * @param keys never empty
 * @param models allow-list; empty: every model
 */
public record Consumer(ResourceName name, List<KeyDigest> keys, List<ModelPattern> models) {
  public Consumer {
    keys = List.copyOf(keys);
    models = List.copyOf(models);
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("consumer " + name + " has no key");
    }
  }
}
