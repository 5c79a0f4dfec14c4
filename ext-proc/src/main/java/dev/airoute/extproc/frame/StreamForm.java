package dev.airoute.extproc.frame;

/** How a caller wants its stream. */
public enum StreamForm {
  SSE("text/event-stream"),
  /** Gemini's {@code streamGenerateContent} without {@code alt=sse}: one JSON array, element by element. */
  ARRAY("application/json");

  private final String contentType;

  StreamForm(String contentType) {
    this.contentType = contentType;
  }

  public String contentType() {
    return contentType;
  }

  /** A writer of one stream. */
  public SseWriter writer() {
    return switch (this) {
      case SSE -> new SseWriter();
      case ARRAY -> SseWriter.array();
    };
  }
}
