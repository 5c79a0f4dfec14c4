/**
 * What the control plane says: takes delta xDS resources, gives one immutable {@link
 * dev.airoute.extproc.config.Snapshot} through one volatile ({@link dev.airoute.extproc.config.CurrentSnapshot}).
 *
 * <p>A rule is found by host, model and headers, in this order of importance: exact host before the longest wildcard
 * host before any host; then exact model before the longest wildcard; then more header conditions before fewer; then
 * the smaller precedence. A rule whose headers do not match gives way to the next one in that order.
 *
 * <p>Refuses a response of the control plane as a whole (NACK, in words) when one of its resources cannot be used, and
 * keeps what it had. While the control plane is away, the last snapshot serves on.
 */
@NullMarked
package dev.airoute.extproc.config;

import org.jspecify.annotations.NullMarked;
