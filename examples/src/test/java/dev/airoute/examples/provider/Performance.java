package dev.airoute.examples.provider;

import dev.airoute.examples.provider.Ledger.Ending;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Plays one script to one request. */
final class Performance {
  private static final String JSON = "application/json";
  private static final Map<String, String> NO_HEADERS = Map.of();

  /** What was sent before a break has arrived by then, and is not read together with it. */
  private static final Duration BREATH = Duration.ofMillis(150);

  private final Dialect dialect;
  private final Wire wire;
  private final JsonNode request;
  private final boolean streaming;

  Performance(Dialect dialect, Wire wire, JsonNode request) {
    this.dialect = dialect;
    this.wire = wire;
    this.request = request;
    this.streaming = request.path("stream").booleanValue(false);
  }

  Ending play(Script script) throws IOException {
    switch (script) {
      case Script.Reply(var answer, var pace) -> reply(answer, pace);
      case Script.Failure(var status, var message, var headers) ->
        wire.answer(status, JSON, headers, bytes(dialect.error(status, message)));
      case Script.ErrorInside(var message) ->
        wire.answer(200, JSON, NO_HEADERS, bytes(dialect.error(500, message)));
      case Script.StreamError(var answer, var frames, var message) -> {
        begin(answer, frames);
        wire.frame(dialect.bytes(dialect.errorFrame(message)));
        wire.endStream();
      }
      case Script.Truncated(var answer, var frames) -> {
        begin(answer, frames);
        wire.endStream();
      }
      case Script.Reset(var answer, var frames) -> {
        if (frames > 0) {
          begin(answer, frames);
        }
        wire.reset();
        return Ending.BROKEN;
      }
      case Script.Silent() -> wire.awaitCallerLeaving();
      case Script.Raw(var status, var type, var body) ->
        wire.answer(status, type, NO_HEADERS, bytes(body));
      case Script.Zipped(var answer) -> wire.answerZipped(JSON, bytes(json(answer)));
    }
    return Ending.ANSWERED;
  }

  private void reply(Answer answer, Script.Pace pace) throws IOException {
    wire.pause(pace.firstByte());
    if (!streaming) {
      wire.answer(200, JSON, NO_HEADERS, bytes(json(answer)));
      return;
    }
    wire.beginStream(dialect.streamType());
    stream(dialect.frames(answer, request), pace.frame());
    wire.endStream();
  }

  private void begin(Answer answer, int frames) throws IOException {
    wire.beginStream(dialect.streamType());
    List<String> all = dialect.frames(answer, request);
    if (frames >= all.size()) {
      throw new IllegalArgumentException(
          "the script breaks after " + frames + " frames of " + all.size());
    }
    stream(all.subList(0, frames), Duration.ZERO);
    wire.pause(BREATH);
  }

  private void stream(List<String> frames, Duration pause) throws IOException {
    for (String frame : frames) {
      wire.frame(dialect.bytes(frame));
      wire.pause(pause);
    }
  }

  private String json(Answer answer) {
    return dialect.json(answer, request.path("model").asString());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
