package dev.airoute.extproc.stream;

import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import java.util.List;

/** What a stage says after one message. */
sealed interface Reply {
  Reply NOTHING = new Messages(List.of(), false);

  /** @param end whether the stage is done with this stream, so that Envoy need not send more */
  record Messages(List<ProcessingResponse> messages, boolean end) implements Reply {
    public Messages {
      messages = List.copyOf(messages);
    }
  }

  /** Nothing sensible can be said any more: Envoy has to cut the exchange. */
  record Abort(String reason) implements Reply {}

  static Reply of(ProcessingResponse message) {
    return new Messages(List.of(message), false);
  }

  static Reply last(ProcessingResponse message) {
    return new Messages(List.of(message), true);
  }
}
