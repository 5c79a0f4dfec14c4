/**
 * Envoy and external-processor resources from the IR: pure functions.
 *
 * <p>Takes a {@link dev.airoute.controlplane.ir.Gateway}. Gives {@link Resources}: the same bytes for the same gateway
 * on every replica, under names that follow their content where a change must be a new resource. Also gives Envoy's
 * {@link Bootstrap} and the JSON form of resources. Refuses nothing: what is valid in the IR can be served.
 */
@NullMarked
package dev.airoute.controlplane.xds;

import org.jspecify.annotations.NullMarked;
