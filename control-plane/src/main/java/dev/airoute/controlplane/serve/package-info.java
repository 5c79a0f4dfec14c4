/**
 * The xDS server: takes one immutable {@link dev.airoute.controlplane.xds.Resources} after another and brings every
 * connected client there, by delta or state-of-the-world ADS, for any type URL; gives what each client has acknowledged
 * and what it refused, in its own words. Refuses the unary and the single-type services.
 *
 * <p>One owner thread ("xds") holds all state; gRPC callbacks only hand over to it, and what leaves it is immutable.
 */
@NullMarked
package dev.airoute.controlplane.serve;

import org.jspecify.annotations.NullMarked;
