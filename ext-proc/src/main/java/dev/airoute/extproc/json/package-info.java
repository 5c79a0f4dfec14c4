/**
 * JSON on bytes: takes a {@code byte[]}, gives slices of it and copies slices out again. Refuses whatever is not
 * strictly JSON (RFC 8259, UTF-8). No policy, no trees.
 */
@NullMarked
package dev.airoute.extproc.json;

import org.jspecify.annotations.NullMarked;
