/**
 * {@code airoute run}: Envoy and the external processor as children of the control plane, on one machine.
 *
 * <p>Takes the folders to serve and a few addresses; gives three processes that start, are watched and end together.
 * Refuses to start beside somebody who already has its port, to hand its environment (it may hold providers' keys) to a
 * child, and to leave a process, a socket or a folder behind.
 */
@NullMarked
package dev.airoute.controlplane.standalone;

import org.jspecify.annotations.NullMarked;
