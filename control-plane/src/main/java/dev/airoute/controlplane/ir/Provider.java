package dev.airoute.controlplane.ir;

import dev.airoute.api.ResourceName;

/**
 * One upstream.
 *
 * @param type as users write it, e.g. {@code OpenAI}; selects quirks
 */
public record Provider(ResourceName name, String type, Dialect dialect, Upstream upstream) {}
