/** Envoy and external-processor resources from the IR: a pure function. */
@NullMarked
package dev.airoute.controlplane.xds;

import org.jspecify.annotations.NullMarked;
