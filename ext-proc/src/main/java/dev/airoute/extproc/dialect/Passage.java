package dev.airoute.extproc.dialect;

import dev.airoute.extproc.json.ObjectPatch;

/**
 * A request that passes to a provider of its own dialect.
 *
 * @param patch what must change; everything else stays as it is
 * @param stream whether the client wants a stream
 * @param streamUsage whether the client wants to see usage in it
 * @param addedUsage whether the gateway asked for usage that the client does not expect
 */
public record Passage(ObjectPatch patch, boolean stream, boolean streamUsage, boolean addedUsage) {}
