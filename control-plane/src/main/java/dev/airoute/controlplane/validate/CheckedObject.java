package dev.airoute.controlplane.validate;

import dev.airoute.api.Resource;
import org.jspecify.annotations.Nullable;

/**
 * An object that could be told by kind and name.
 *
 * @param resource null: it has problems and must not be used
 */
public record CheckedObject(
    ObjectId id, Position position, @Nullable Resource resource) {}
