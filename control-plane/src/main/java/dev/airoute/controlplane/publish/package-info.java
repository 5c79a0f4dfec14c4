/**
 * Publication in stages: takes one target {@link dev.airoute.controlplane.xds.Resources} after another, gives the server
 * a series of intermediate states, each safe for what is served at that moment, and a {@link Publication} that says how
 * far it is, who has acknowledged it and what was refused. Refuses nothing: a resource that a client rejects holds back
 * what depends on it and nothing else.
 *
 * <p>{@link Publisher} holds the state, on one thread; the rest are pure functions and values.
 */
@NullMarked
package dev.airoute.controlplane.publish;

import org.jspecify.annotations.NullMarked;
