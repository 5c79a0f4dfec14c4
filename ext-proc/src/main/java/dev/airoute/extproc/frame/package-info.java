/**
 * Framing of streams: takes bytes in any chunks, gives whole frames, and writes them. Knows nothing of what is inside.
 */
@NullMarked
package dev.airoute.extproc.frame;

import org.jspecify.annotations.NullMarked;
