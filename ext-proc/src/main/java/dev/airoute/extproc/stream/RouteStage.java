package dev.airoute.extproc.stream;

import dev.airoute.config.v1.Dialect;
import dev.airoute.config.v1.Rule;
import dev.airoute.extproc.config.ResolvedRule;
import dev.airoute.extproc.endpoint.Endpoint;
import dev.airoute.extproc.endpoint.Endpoints;
import dev.airoute.extproc.endpoint.QueryString;
import dev.airoute.extproc.frame.StreamForm;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.plan.Candidate;
import dev.airoute.extproc.plan.Planner;
import io.envoyproxy.envoy.service.ext_proc.v3.HttpHeaders;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides about one request: whether it is served, by which rule, and by whom in which order. */
final class RouteStage implements Stage {
  private enum State {
    HEADERS,
    BODY,
    DONE
  }

  /** A chat request whose headers are good. */
  private record Pending(
      Endpoint.Chat endpoint, Visitor visitor, RequestBody body, Exchange exchange) {}

  private final Services services;
  private final String id;
  private State state = State.HEADERS;
  private Dialect dialect = Dialect.OPENAI_CHAT;
  private StreamForm form = StreamForm.SSE;
  private Map<String, String> refusalHeaders = Map.of();
  private @Nullable Pending pending;

  RouteStage(Services services) {
    this.services = services;
    this.id = HexFormat.of().toHexDigits(services.random().get().nextLong());
  }

  @Override
  public boolean heavy(ProcessingRequest message) {
    boolean compressed = pending != null && pending.body.compressed();
    return message.hasRequestBody()
        && (compressed || message.getRequestBody().getBody().size() > Services.HEAVY_BYTES);
  }

  @Override
  public Reply handle(ProcessingRequest message) {
    Pending request = pending;
    if (state == State.HEADERS && message.hasRequestHeaders()) {
      return headers(message.getRequestHeaders());
    }
    // Envoy sends a buffered body as one message; its end_of_stream is false when trailers follow.
    if (state == State.BODY && message.hasRequestBody() && request != null) {
      return body(request, message.getRequestBody().getBody().toByteArray());
    }
    throw new OutOfOrder("route", message.getRequestCase(), state);
  }

  @Override
  public Reply refuse(GatewayError error) {
    state = State.DONE;
    return Reply.last(ErrorReplies.reply(error, dialect, form, id, refusalHeaders));
  }

  @Override
  public void gone() {
    state = State.DONE;
  }

  @Override
  public String exchangeId() {
    return id;
  }

  private Reply headers(HttpHeaders message) {
    Map<String, String> headers = Headers.of(message);
    String method = headers.getOrDefault(":method", "");
    String path = headers.getOrDefault(":path", "");
    Endpoint endpoint = Endpoints.resolve(method, path, headers);
    dialect = endpoint.dialect();
    if (dialect == Dialect.GEMINI) {
      // Its clients may put their key into the query, which goes no further than this.
      String key = QueryString.of(path).first("key");
      headers.computeIfAbsent("x-goog-api-key", _ -> key);
    }
    return switch (endpoint) {
      case Endpoint.UnknownPath _ ->
        throw Refusals.unknownPath(method, Endpoints.withoutQuery(path));
      case Endpoint.StoredState _ ->
        throw Refusals.storedState(method, Endpoints.withoutQuery(path));
      case Endpoint.WrongMethod wrong -> {
        refusalHeaders = Map.of("allow", wrong.allow());
        throw Refusals.wrongMethod(method, Endpoints.withoutQuery(path), wrong.allow());
      }
      case Endpoint.ListModels _ -> Reply.last(listing(headers).all());
      case Endpoint.GetModel one -> Reply.last(listing(headers).one(one.model()));
      case Endpoint.Chat chat -> chat(chat, headers, message.getEndOfStream());
    };
  }

  private ModelListing listing(Map<String, String> headers) {
    return new ModelListing(dialect, id, Visitor.admit(headers, services.snapshots()));
  }

  private Reply chat(Endpoint.Chat endpoint, Map<String, String> headers, boolean withoutBody) {
    if (endpoint.target() != null) {
      form = endpoint.target().form();
    }
    Visitor visitor = Visitor.admit(headers, services.snapshots());
    RequestBody body = RequestBody.of(headers, services.maxRequestBytes());
    if (withoutBody) {
      throw Refusals.missingBody();
    }
    long now = services.clock().instant().getEpochSecond();
    Exchange exchange =
        new Exchange(id, headers.getOrDefault("x-request-id", ""), dialect, visitor.name(), now);
    services.exchanges().open(exchange);
    pending = new Pending(endpoint, visitor, body, exchange);
    state = State.BODY;
    // Set already here, so that the access log can name a request whose body is refused.
    return Reply.of(
        Answers.requestHeaders(Answers.mutation(Map.of(ErrorReplies.REQUEST_ID, id), List.of())));
  }

  private Reply body(Pending request, byte[] sent) {
    byte[] bytes = request.body.read(sent, services.maxRequestBytes());
    Exchange.Asked asked = RequestScan.asked(request.endpoint, bytes);
    request.exchange.asks(asked);
    ResolvedRule rule = request.visitor.rule(asked.model());
    List<Candidate> candidates =
        Planner.plan(rule, asked.model(), services.random().get());
    if (candidates.isEmpty()) {
      throw Refusals.noBackend(asked.model());
    }
    request.exchange.decide(new Exchange.Decision(rule, candidates));
    state = State.DONE;
    String route = envoyRoute(rule.spec(), asked.streaming());
    byte[] plain = request.body.compressed() ? bytes : null;
    return Reply.last(RouteAnswer.of(id, route, candidates, plain));
  }

  private static String envoyRoute(Rule rule, boolean streaming) {
    boolean whole = !streaming && !rule.getEnvoyRouteWhole().isEmpty();
    return whole ? rule.getEnvoyRouteWhole() : rule.getEnvoyRoute();
  }
}
