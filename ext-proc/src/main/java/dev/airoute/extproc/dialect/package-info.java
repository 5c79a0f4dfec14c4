/**
 * The hub: one package below this one per wire schema, each with the same file names, and here what they share.
 *
 * <p>Takes bytes of one dialect, gives the neutral {@link dev.airoute.extproc.model} and the way back. A pair of
 * dialects is never written as a pair. Same-dialect traffic does not pass through the model: its bytes are kept and
 * only what must change is patched. Refuses, with a {@link dev.airoute.extproc.model.GatewayException}, what is not the
 * dialect at all; what the target cannot express is a {@link dev.airoute.extproc.model.Loss}.
 */
@NullMarked
package dev.airoute.extproc.dialect;

import org.jspecify.annotations.NullMarked;
