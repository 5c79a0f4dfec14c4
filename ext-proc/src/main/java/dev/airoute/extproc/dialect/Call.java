package dev.airoute.extproc.dialect;

import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.frame.StreamForm;
import dev.airoute.extproc.model.Operation;

/**
 * What the client asked for, wherever it said so: some dialects have it in the path, others in the body.
 *
 * @param dialect the caller's
 * @param model the name the client asked for
 * @param stream whether the answer is to be streamed
 * @param form in which form, if so
 */
public record Call(
    Dialect dialect, Operation operation, String model, boolean stream, StreamForm form) {
  /** A chat whose stream, if it has one, is of server-sent events. */
  public static Call chat(Dialect dialect, String model, boolean stream) {
    return new Call(dialect, Operation.CHAT, model, stream, StreamForm.SSE);
  }
}
