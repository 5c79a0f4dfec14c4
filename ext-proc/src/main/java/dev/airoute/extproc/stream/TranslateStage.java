package dev.airoute.extproc.stream;

import com.google.protobuf.ByteString;
import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.dialect.Outbound;
import dev.airoute.extproc.dialect.Step;
import dev.airoute.extproc.endpoint.Endpoints;
import dev.airoute.extproc.frame.StreamForm;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.stream.Answering.Ending;
import dev.airoute.extproc.stream.Translations.Translation;
import io.envoyproxy.envoy.service.ext_proc.v3.HttpBody;
import io.envoyproxy.envoy.service.ext_proc.v3.HttpHeaders;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Translates one attempt: the request into the provider's words, the answer back. The provider's headers stay held until
 * the translation commits itself; until then every failure can still become another attempt.
 */
final class TranslateStage implements Stage {
  /** What has been through, in order. */
  private enum State {
    NOTHING,
    REQUEST_HEADERS,
    REQUEST,
    /** The provider's headers are here, and the client has seen nothing. */
    HELD,
    COMMITTED,
    /** The client has the whole answer; the provider has not ended yet. */
    AHEAD,
    DONE
  }

  private static final byte[] NO_BYTES = {};

  private final Services services;
  private final String provider;
  private State state = State.NOTHING;
  private Dialect dialect = Dialect.OPENAI_CHAT;
  private StreamForm form = StreamForm.SSE;
  private String id = "";
  private @Nullable AttemptStart work;
  private Map<String, String> clientHeaders = Map.of();
  private int providerStatus;
  private @Nullable Answering answering;
  private long heldBytes;

  /** @param provider resource name of the provider that this hop leads to */
  TranslateStage(Services services, String provider) {
    this.services = services;
    this.provider = provider;
  }

  @Override
  public boolean heavy(ProcessingRequest message) {
    if (message.hasRequestBody()) {
      return message.getRequestBody().getBody().size() > Services.HEAVY_BYTES;
    }
    // A whole answer is translated when its last piece is here.
    HttpBody piece = message.getResponseBody();
    return state == State.HELD
        && piece.getEndOfStream()
        && heldBytes + piece.getBody().size() > Services.HEAVY_BYTES;
  }

  @Override
  public Reply handle(ProcessingRequest message) {
    return switch (message.getRequestCase()) {
      case REQUEST_HEADERS -> requestHeaders(expect(message, State.NOTHING).getRequestHeaders());
      case REQUEST_BODY -> requestBody(expect(message, State.REQUEST_HEADERS).getRequestBody());
      case RESPONSE_HEADERS -> responseHeaders(expect(message, State.REQUEST).getResponseHeaders());
      case RESPONSE_BODY -> responseBody(message);
      case RESPONSE_TRAILERS -> responseTrailers(message);
      case REQUEST_TRAILERS, REQUEST_NOT_SET -> throw outOfOrder(message);
    };
  }

  @Override
  public Reply refuse(GatewayError error) {
    boolean tooLate = answering != null && answering.committed();
    record(false);
    state = State.DONE;
    return tooLate
        ? new Reply.Abort(error.message())
        : Reply.last(ErrorReplies.reply(error, dialect, form, id, Map.of()));
  }

  @Override
  public void gone() {
    if (state != State.AHEAD && state != State.DONE) {
      record(false);
    }
    state = State.DONE;
  }

  @Override
  public String exchangeId() {
    return id;
  }

  private Reply requestHeaders(HttpHeaders message) {
    Map<String, String> headers = Headers.of(message);
    id = headers.getOrDefault(ErrorReplies.REQUEST_ID, "");
    String path = headers.getOrDefault(":path", "");
    dialect =
        Endpoints.resolve(headers.getOrDefault(":method", ""), path, headers).dialect();
    AttemptStart start = AttemptStart.of(services, headers, provider);
    work = start;
    clientHeaders = headers;
    dialect = start.exchange().client();
    Exchange.Asked asked = start.exchange().asked();
    form = asked == null ? StreamForm.SSE : asked.form();
    if (message.getEndOfStream()) {
      throw Refusals.missingBody();
    }
    state = State.REQUEST_HEADERS;
    return Reply.of(Answers.requestHeaders(Answers.mutation(Map.of(), List.of())));
  }

  private Reply requestBody(HttpBody body) {
    return switch (work().translation().request(body.getBody().toByteArray(), clientHeaders)) {
      case Outbound.Forward forward -> {
        state = State.REQUEST;
        yield Reply.of(forward(forward));
      }
      case Outbound.Answer(var status, var headers, var bytes) -> {
        providerStatus = status;
        record(true);
        state = State.DONE;
        String details = ErrorReplies.DETAILS + "answered";
        yield Reply.last(withUsage(Answers.immediate(status, headers, bytes, details)));
      }
    };
  }

  private static ProcessingResponse forward(Outbound.Forward forward) {
    Map<String, String> set = new HashMap<>(forward.set());
    set.put(":path", forward.path());
    set.put(":authority", forward.authority());
    if (forward.body() != null) {
      set.put("content-length", Integer.toString(forward.body().length));
    }
    return Answers.requestBody(Answers.mutation(set, forward.remove()), forward.body());
  }

  private Reply responseHeaders(HttpHeaders message) {
    Map<String, String> headers = Headers.of(message);
    providerStatus = Integer.parseInt(headers.getOrDefault(":status", "0"));
    headers.remove(":status");
    answering = new Answering(providerStatus);
    state = State.HELD;
    Step step =
        work().translation().responseHeaders(providerStatus, headers, message.getEndOfStream());
    return answer(step, message.getEndOfStream() ? Ending.HEADERS_ONLY : Ending.OPEN);
  }

  private Reply responseBody(ProcessingRequest message) {
    HttpBody piece = message.getResponseBody();
    if (state == State.AHEAD) {
      return ahead(piece.getEndOfStream());
    }
    expect(message, State.HELD, State.COMMITTED);
    ByteString bytes = piece.getBody();
    heldBytes += bytes.size();
    boolean end = piece.getEndOfStream();
    Step step = work().translation().responseBody(bytes.toByteArray(), 0, bytes.size(), end);
    return answer(step, end ? Ending.BODY : Ending.OPEN);
  }

  private Reply responseTrailers(ProcessingRequest message) {
    if (state == State.AHEAD) {
      return ahead(true);
    }
    expect(message, State.HELD, State.COMMITTED);
    return answer(work().translation().responseBody(NO_BYTES, 0, 0, true), Ending.TRAILERS);
  }

  private Reply ahead(boolean providerEnded) {
    return new Reply.Messages(List.of(), providerEnded);
  }

  private Reply answer(Step step, Ending ending) {
    Answering.Said said = Objects.requireNonNull(answering).say(step, ending);
    if (!said.complete()) {
      state = answering.committed() ? State.COMMITTED : State.HELD;
      return new Reply.Messages(said.messages(), false);
    }
    record(true);
    // Leaving while the provider still sends would let the rest pass untranslated: stay until it
    // ends.
    state = ending == Ending.OPEN ? State.AHEAD : State.DONE;
    List<ProcessingResponse> messages = new ArrayList<>(said.messages());
    messages.add(withUsage(messages.removeLast()));
    return new Reply.Messages(messages, state == State.DONE);
  }

  private void record(boolean complete) {
    if (work != null && work.attempt().result() == null) {
      Duration duration =
          Duration.ofNanos(services.nanos().getAsLong() - work.attempt().begunNanos());
      work.attempt().end(result(work.translation(), complete, duration));
      work.translation().close();
    }
  }

  private AttemptRecord.Result result(
      Translation translation, boolean complete, Duration duration) {
    GatewayError error = translation.error();
    return new AttemptRecord.Result(
        providerStatus,
        translation.usage(),
        translation.losses(),
        translation.servedModel(),
        translation.fallback(),
        error == null ? null : ErrorReplies.word(error),
        complete,
        duration);
  }

  private ProcessingResponse withUsage(ProcessingResponse last) {
    return UsageMetadata.added(last, work().translation().usage());
  }

  private AttemptStart work() {
    return Objects.requireNonNull(work);
  }

  private ProcessingRequest expect(ProcessingRequest message, State... allowed) {
    for (State each : allowed) {
      if (state == each) {
        return message;
      }
    }
    throw outOfOrder(message);
  }

  private OutOfOrder outOfOrder(ProcessingRequest message) {
    return new OutOfOrder("translate", message.getRequestCase(), state);
  }
}
