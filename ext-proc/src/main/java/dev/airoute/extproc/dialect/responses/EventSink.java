package dev.airoute.extproc.dialect.responses;

import dev.airoute.extproc.frame.SseWriter;
import dev.airoute.extproc.json.JsonWriter;

/** Numbers the events of one stream and names each twice, as this dialect does. */
final class EventSink {
  private SseWriter out = new SseWriter();
  private int sequence;

  /** Where the events go from now on. */
  void to(SseWriter out) {
    this.out = out;
  }

  /** Up to the event's own members. */
  JsonWriter begin(String type) {
    return out.begin(type).beginObject().field("type", type).field("sequence_number", sequence++);
  }

  void end(JsonWriter json) {
    json.endObject();
    out.end();
  }
}
