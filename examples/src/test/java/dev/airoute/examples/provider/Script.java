package dev.airoute.examples.provider;

import java.time.Duration;
import java.util.Map;

/** How a provider behaves towards one request. */
public sealed interface Script {
  /** Answers properly, as JSON or SSE, whichever was asked for. */
  record Reply(Answer answer, Pace pace) implements Script {}

  /** An error with the vendor's body for that status. */
  record Failure(int status, String message, Map<String, String> headers) implements Script {
    public Failure {
      headers = Map.copyOf(headers);
    }
  }

  /** Status 200, and the vendor's error body in it. */
  record ErrorInside(String message) implements Script {}

  /** A stream that turns into an error event after so many frames; 0: the error is the first frame. */
  record StreamError(Answer answer, int frames, String message) implements Script {}

  /** A stream that ends politely after so many frames, without its terminal event. */
  record Truncated(Answer answer, int frames) implements Script {}

  /** Breaks the connection after so many frames; 0: before the response headers. */
  record Reset(Answer answer, int frames) implements Script {}

  /** Accepts the request and says nothing until the caller gives up. */
  record Silent() implements Script {}

  /** Something that is none of the vendor's business: a proxy's HTML page, say. */
  record Raw(int status, String contentType, String body) implements Script {}

  /** The JSON answer, gzip-encoded although nobody asked. */
  record Zipped(Answer answer) implements Script {}

  static Script reply(Answer answer) {
    return new Reply(answer, Pace.AT_ONCE);
  }

  static Script text(String... pieces) {
    return reply(Answer.text(pieces));
  }

  static Script failure(int status, String message) {
    return new Failure(status, message, Map.of());
  }

  static Script slowFirstByte(Duration delay, Answer answer) {
    return new Reply(answer, new Pace(delay, Duration.ZERO));
  }

  static Script slowFrames(Duration delay, Answer answer) {
    return new Reply(answer, new Pace(Duration.ZERO, delay));
  }

  /** How long to wait before the first byte, and between the frames of a stream. */
  record Pace(Duration firstByte, Duration frame) {
    static final Pace AT_ONCE = new Pace(Duration.ZERO, Duration.ZERO);
  }
}
