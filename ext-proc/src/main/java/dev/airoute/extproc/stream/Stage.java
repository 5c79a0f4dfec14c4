package dev.airoute.extproc.stream;

import dev.airoute.extproc.model.GatewayError;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;

/** The state machine of one stream. Single-threaded; may throw whatever goes wrong, the stream catches it. */
interface Stage {
  /** Whether handling this message may take more than about a millisecond. */
  boolean heavy(ProcessingRequest message);

  /** @throws OutOfOrder when Envoy must not send this message now */
  Reply handle(ProcessingRequest message);

  /** Handling failed: what to say instead. Called at most once. */
  Reply refuse(GatewayError error);

  /** Envoy left before the stage was done. */
  void gone();

  /** For the log, empty while there is none. */
  String exchangeId();

  /** Envoy sent a message that has no place here: the two configurations do not fit together. */
  final class OutOfOrder extends RuntimeException {
    OutOfOrder(String stage, ProcessingRequest.RequestCase message, Object state) {
      super(stage + " got " + message + " in state " + state, null, false, false);
    }
  }
}
