/**
 * What operators and probes see of the control plane: metrics and health over HTTP.
 *
 * <p>Takes a meter registry and a claim of readiness; gives {@code /metrics}, {@code /healthz} and {@code /readyz}.
 * Refuses every other path and every method that changes something.
 */
@NullMarked
package dev.airoute.controlplane.observe;

import org.jspecify.annotations.NullMarked;
