/**
 * The gateway as its users meet it: {@code airoute run} with a real Envoy, the vendors' SDKs in front and providers
 * behind it that are strict and keep a ledger.
 *
 * <p>Takes the packaged processes and the YAML of the examples; gives evidence. Skipped, visibly, when no Envoy can be
 * had.
 */
@NullMarked
package dev.airoute.examples;

import org.jspecify.annotations.NullMarked;
