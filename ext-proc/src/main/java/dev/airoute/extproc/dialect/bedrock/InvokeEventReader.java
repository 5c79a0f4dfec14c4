package dev.airoute.extproc.dialect.bedrock;

import dev.airoute.extproc.dialect.EventReader;
import dev.airoute.extproc.frame.AwsFrames;
import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.model.ChatEvent;
import java.util.List;

/** Reads the model's own events, and what Bedrock says when they break off. */
final class InvokeEventReader implements EventReader {
  private final EventReader events;
  private boolean over;

  InvokeEventReader(EventReader events) {
    this.events = events;
  }

  @Override
  public List<ChatEvent> read(SseEvent frame) {
    if (over) {
      return List.of();
    }
    if (!frame.event().startsWith(AwsFrames.EXCEPTION)) {
      return events.read(frame);
    }
    over = true;
    return List.of(new ChatEvent.Failed(BedrockErrors.inStream(frame)));
  }

  @Override
  public List<ChatEvent> end() {
    return over ? List.of() : events.end();
  }
}
