package dev.airoute.extproc.dialect;

import dev.airoute.config.v1.Dialect;
import dev.airoute.config.v1.FallbackCondition;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;
import dev.airoute.extproc.model.Loss;
import dev.airoute.extproc.model.Operation;
import dev.airoute.extproc.model.Usage;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * One attempt: the client's request becomes the provider's, and the provider's answer the client's. Call {@link #request},
 * then {@link #responseHeaders}, then {@link #responseBody} for each piece, and {@link #close} whatever happened. One thread.
 *
 * <p>The answer's headers are held until the provider has said something that counts. Until then a failure is a {@link
 * Step.Commit} with an error, marked for fallback if the rule says so; afterwards it is an error event and the end.
 */
public final class AttemptTranslation implements AutoCloseable {
  private static final byte[] NOTHING = {};

  private final Attempt attempt;
  private final Losses losses;
  private final Outcome outcome = new Outcome();
  private RequestTranslation.@Nullable Sent sent;
  private @Nullable AnswerContext context;
  private @Nullable AnswerReader reader;
  private @Nullable ContentDecoder decoder;
  private boolean committed;
  private boolean ended;

  public AttemptTranslation(Attempt attempt) {
    this.attempt = attempt;
    this.losses = new Losses(Dialects.client(attempt.client())::field);
  }

  /** As {@link #request(byte[], Map)}, when nothing is known of the client's headers. */
  public Outbound request(byte[] body) {
    return request(body, Map.of());
  }

  /**
   * What becomes of the client's request.
   *
   * @param headers the client's, lower case; those that the provider's dialect knows too are left alone
   * @throws GatewayException when the request cannot be read, or would lose what the route does not let go
   */
  public Outbound request(byte[] body, Map<String, String> headers) {
    Json json = parsed(body);
    if (counts() && Dialects.counter(attempt) == null) {
      return EstimatedAnswer.of(attempt, json, losses, outcome);
    }
    if (attempt.dialect() == Dialect.ECHO) {
      return EchoAnswer.of(attempt, json, losses, outcome);
    }
    RequestTranslation translation = new RequestTranslation(attempt, losses);
    try {
      RequestTranslation.Translated made = translation.translate(json, headers);
      sent = made.sent();
      return translation.forward(made, body, headers);
    } catch (JsonException e) {
      throw unreadable(e);
    }
  }

  private boolean counts() {
    return attempt.call().operation() == Operation.COUNT_TOKENS;
  }

  private static Json parsed(byte[] body) {
    try {
      return Json.parse(body);
    } catch (JsonException e) {
      throw unreadable(e);
    }
  }

  private static GatewayException unreadable(JsonException why) {
    return new GatewayException(GatewayError.of(
        ErrorKind.INVALID_REQUEST,
        "The request body cannot be read: " + why.getMessage(),
        "invalid_json"));
  }

  /** @param headers the provider's, lower case, without pseudo headers @param end whether no body follows */
  public Step responseHeaders(int status, Map<String, String> headers, boolean end) {
    RequestTranslation.Sent asked = sent;
    if (asked == null) {
      throw new IllegalStateException("an answer without a request");
    }
    AnswerContext known = context(asked, headers);
    context = known;
    String encoding = headers.getOrDefault("content-encoding", "");
    boolean unreachable = headers.containsKey(ReplyHeaders.CONNECT_FAILURE);
    reader = reader(known, status, headers.getOrDefault("content-type", ""), unreachable);
    decoder = ContentDecoder.of(encoding);
    if (decoder == null) {
      return taken(reader.fail(GatewayError.unusableAnswer(
          "The provider's answer is compressed with " + encoding + ", which was not asked for")));
    }
    if (reader instanceof StreamedAnswer && !asked.stream()) {
      return taken(reader.fail(
          GatewayError.unusableAnswer("The provider streamed although no stream was asked for")));
    }
    return end ? taken(reader.read(NOTHING, 0, 0, true)) : new Step.Hold();
  }

  private AnswerContext context(RequestTranslation.Sent asked, Map<String, String> headers) {
    return new AnswerContext(
        attempt,
        asked,
        Dialects.client(attempt.client()),
        Dialects.provider(attempt),
        new ReplyHeaders(attempt, losses, outcome),
        outcome,
        headers,
        losses);
  }

  private static AnswerReader reader(
      AnswerContext context, int status, String contentType, boolean unreachable) {
    if (status < 200 || status >= 300) {
      return new FailedAnswer(context, status, unreachable);
    }
    TokenCounter counter = context.attempt().call().operation() == Operation.COUNT_TOKENS
        ? Dialects.counter(context.attempt())
        : null;
    if (counter != null) {
      return new CountedAnswer(context, counter);
    }
    boolean unsaid = contentType.isEmpty() && context.sent().stream();
    boolean otherwise = context.sent().stream() && context.provider().streamsAs(contentType);
    return unsaid || otherwise || contentType.startsWith(context.provider().streamType())
        ? new StreamedAnswer(context)
        : new WholeAnswer(context, contentType);
  }

  /** A piece of the provider's body. @param end whether it is the last one; it may be empty */
  public Step responseBody(byte[] bytes, int offset, int length, boolean end) {
    if (ended) {
      return new Step.Continue(NOTHING, true);
    }
    if (reader == null || decoder == null) {
      throw new IllegalStateException("a body without headers");
    }
    if (decoder.identity()) {
      return taken(reader.read(bytes, offset, length, end));
    }
    try {
      byte[] plain = decoder.decode(bytes, offset, length);
      if (end) {
        decoder.end();
      }
      return taken(reader.read(plain, 0, plain.length, end));
    } catch (DataFormatException e) {
      return taken(reader.fail(GatewayError.unusableAnswer(
          "The provider's answer cannot be decompressed: " + e.getMessage())));
    }
  }

  private Step taken(Step step) {
    switch (step) {
      case Step.Hold() -> {}
      case Step.Commit commit -> {
        committed = true;
        ended = commit.end();
      }
      case Step.Continue more -> ended = more.end();
    }
    return step;
  }

  public Usage usage() {
    return outcome.usage();
  }

  public List<Loss> losses() {
    return losses.all();
  }

  /** The model that the provider says it served; null while it has not said. */
  public @Nullable String servedModel() {
    return outcome.servedModel();
  }

  /** What the failure of this attempt counts as; null when it did not fail, or fails in a way no other provider mends. */
  public @Nullable FallbackCondition fallback() {
    return outcome.fallback();
  }

  /** Why the attempt failed, before or after the commit; null when it did not. */
  public @Nullable GatewayError error() {
    return outcome.error();
  }

  @Override
  public void close() {
    if (decoder != null) {
      decoder.close();
    }
  }
}
