/**
 * The commands of {@code airoute}: arguments in, lines and an exit code out.
 *
 * <p>Takes what a person typed; gives the stages their input and prints what they give. Refuses to decide anything
 * itself: what is right is said by {@code validate} and {@code translate}, what is served by {@code xds}.
 */
@NullMarked
package dev.airoute.controlplane.cli;

import org.jspecify.annotations.NullMarked;
