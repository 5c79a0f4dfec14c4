package dev.airoute.extproc.observe;

import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Loss;
import dev.airoute.extproc.model.Usage;
import dev.airoute.extproc.stream.AttemptRecord;
import dev.airoute.extproc.stream.Exchange;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes a record as one line of JSON; the package says what the fields mean. */
final class RequestLine {
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private final JsonWriter out = new JsonWriter();

  private RequestLine() {}

  /** Ends with a line feed. */
  static byte[] of(RequestRecord request) {
    RequestLine line = new RequestLine();
    line.write(request);
    line.out.raw("\n");
    return line.out.toByteArray();
  }

  private void write(RequestRecord request) {
    out.beginObject();
    out.field("time", TIME.format(request.time()));
    text("request_id", request.id());
    exchange(request);
    attempts(request.attempts());
    out.field("status", request.status());
    out.name("flags").beginArray();
    request.flags().forEach(out::string);
    out.endArray();
    text("details", request.details().isEmpty() ? null : request.details());
    AttemptRecord.Result result = request.lastResult();
    tokens(result == null ? null : result.usage());
    losses(result == null ? List.of() : result.losses());
    if (request.ttft() == null) {
      out.name("ttft_ms").nullValue();
    } else {
      millis("ttft_ms", request.ttft());
    }
    millis("duration_ms", request.duration());
    out.field("bytes_in", request.bytesIn());
    out.field("bytes_out", request.bytesOut());
    out.endObject();
  }

  private void exchange(RequestRecord request) {
    Exchange exchange = request.exchange();
    Exchange.Asked asked = exchange == null ? null : exchange.asked();
    Exchange.Decision decision = exchange == null ? null : exchange.decision();
    AttemptRecord attempt = request.lastAttempt();
    AttemptRecord.Result result = request.lastResult();
    text("consumer", exchange == null ? null : exchange.consumer());
    out.field("method", request.method());
    out.field("path", request.path());
    out.field("dialect", word(request.dialect()));
    if (asked == null) {
      out.name("stream").nullValue();
    } else {
      out.field("stream", asked.streaming());
    }
    text("rule", decision == null ? null : decision.rule().name());
    text("model", asked == null ? null : asked.model());
    text("model_served", result == null ? null : result.servedModel());
    text("provider", attempt == null ? null : attempt.provider());
  }

  private void attempts(List<AttemptRecord> attempts) {
    out.field("attempt_count", attempts.size());
    out.name("attempts").beginArray();
    for (AttemptRecord attempt : attempts) {
      AttemptRecord.Result result = attempt.result();
      out.beginObject();
      out.field("number", attempt.number());
      out.field("provider", attempt.provider());
      out.field("model", attempt.model());
      if (result == null) {
        out.name("status").nullValue();
        out.name("duration_ms").nullValue();
        out.name("fallback").nullValue();
        out.name("error").nullValue();
        out.field("complete", false);
      } else {
        out.field("status", result.status());
        millis("duration_ms", result.duration());
        text("fallback", result.fallback() == null ? null : word(result.fallback()));
        text("error", result.error());
        out.field("complete", result.complete());
      }
      out.endObject();
    }
    out.endArray();
  }

  private void tokens(@Nullable Usage usage) {
    out.name("tokens");
    if (usage == null) {
      out.nullValue();
      return;
    }
    out.beginObject();
    out.field("input", usage.input());
    out.field("cache_read", usage.cacheRead());
    out.field("cache_write", usage.cacheWrite());
    out.field("output", usage.output());
    out.field("reasoning", usage.reasoning());
    out.endObject();
  }

  private void losses(List<Loss> losses) {
    out.name("losses").beginArray();
    for (Loss loss : losses) {
      out.beginObject();
      out.field("field", loss.field());
      out.field("fate", word(loss.fate()));
      out.endObject();
    }
    out.endArray();
  }

  private void text(String name, @Nullable String value) {
    if (value == null) {
      out.name(name).nullValue();
    } else {
      out.field(name, value);
    }
  }

  private void millis(String name, Duration duration) {
    out.field(name, duration.toMillis());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
