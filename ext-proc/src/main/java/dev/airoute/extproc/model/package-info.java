/**
 * The neutral model: what every dialect reads into and writes from.
 *
 * <p>Takes nothing from the wire itself and gives values only. Text, numbers and schemas stay {@link
 * dev.airoute.extproc.json.Json} slices of the bytes they came in, so that a translation copies them instead of
 * decoding them. It refuses what cannot be: compact constructors check.
 */
@NullMarked
package dev.airoute.extproc.model;

import org.jspecify.annotations.NullMarked;
