package dev.airoute.extproc.stream;

import static dev.airoute.extproc.config.TestingResources.rule;
import static dev.airoute.extproc.config.TestingResources.snapshot;
import static dev.airoute.extproc.stream.TestingServices.chat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.airoute.extproc.Corner;
import dev.airoute.extproc.config.CurrentSnapshot;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.service.ext_proc.v3.CommonResponse;
import io.envoyproxy.envoy.service.ext_proc.v3.HeaderMutation;
import io.envoyproxy.envoy.service.ext_proc.v3.HttpBody;
import io.envoyproxy.envoy.service.ext_proc.v3.ImmediateResponse;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import io.grpc.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Orders of messages, bodies that are not plain, and what is remembered; the words are in the golden files. */
class RouteStageTest {
  private static final String BODY = "{\"model\":\"free\",\"stream\":true}";

  private final TestingServices services = new TestingServices();
  private final Deque<Runnable> pool = new ArrayDeque<>();
  private ScriptedEnvoy envoy = envoy(services.processor(pool::add));

  @AfterEach
  void close() {
    envoy.close();
  }

  @Test
  void remembersWhatItDecided() {
    ScriptedEnvoy.Stream stream = envoy.route();
    String id =
        id(stream.requestHeaders(chat("open.test", "x-api-key", "key-alice")).next());
    stream.requestBody(BODY).all();

    Exchange exchange = Objects.requireNonNull(services.exchanges.settle(id));
    assertThat(exchange.consumer()).isEqualTo("default/alice");
    assertThat(exchange.asked()).isEqualTo(new Exchange.Asked("free", true));
    Exchange.Decision decision = Objects.requireNonNull(exchange.decision());
    assertThat(decision.rule().name()).isEqualTo("default/open/free");
    assertThat(decision.candidates())
        .extracting(each -> each.provider().getName() + " " + each.model())
        .containsExactly("default/p@1 free", "default/q@2 claude");
    assertThat(services.statistics.open()).isZero();
  }

  @Test
  void remembersWhoWasRefusedAfterTheBody() {
    ScriptedEnvoy.Stream stream = envoy.route();
    String id =
        id(stream.requestHeaders(chat("open.test", "x-api-key", "key-bob")).next());
    stream.requestBody(BODY).all();

    Exchange exchange = Objects.requireNonNull(services.exchanges.settle(id));
    assertThat(exchange.consumer()).isEqualTo("default/bob");
    assertThat(exchange.asked()).isEqualTo(new Exchange.Asked("free", true));
    assertThat(exchange.decision()).isNull();
  }

  @Test
  void remembersNothingOfWhoIsTurnedAwayAtTheDoor() {
    envoy.route().requestHeaders(chat("closed.test")).all();

    assertThat(services.exchanges.open()).isZero();
  }

  @Test
  void givesEveryRequestItsOwnId() {
    String first = id(envoy.route().requestHeaders(chat("open.test")).next());
    String second = id(envoy.route().requestHeaders(chat("open.test")).next());

    assertThat(first).matches("[0-9a-f]{16}").isNotEqualTo(second);
  }

  @Test
  void answersNotReadyBeforeTheFirstSnapshot() {
    TestingServices fresh = new TestingServices();
    Services none = new Services(
        new CurrentSnapshot(),
        fresh.exchanges,
        fresh.translations,
        Random::new,
        InstantSource.system(),
        System::nanoTime,
        10);
    use(new Processor(none, Runnable::run, fresh.statistics));

    ImmediateResponse answer =
        immediate(envoy.route().requestHeaders(chat("open.test")).next());

    assertThat(answer.getStatus().getCodeValue()).isEqualTo(503);
    assertThat(answer.getDetails()).isEqualTo("airoute_not_ready");
  }

  @Test
  void decidesByTheSnapshotThatTheRequestBeganWith() {
    ScriptedEnvoy.Stream stream = envoy.route();
    stream.requestHeaders(chat("open.test")).next();

    services.snapshots.publish(snapshot(List.of(rule("other", "something").build())));

    assertThat(stream.requestBody(BODY).next().hasRequestBody()).isTrue();
  }

  @Test
  void takesABodyThatTrailersFollow() {
    ScriptedEnvoy.Stream stream = envoy.route();
    stream.requestHeaders(chat("open.test")).next();

    stream.send(ProcessingRequest.newBuilder()
        .setRequestBody(HttpBody.newBuilder().setBody(ByteString.copyFromUtf8(BODY))));

    assertThat(stream.all()).singleElement().matches(ProcessingResponse::hasRequestBody);
  }

  @Corner(3)
  @Test
  void unpacksGzipForEverybodyBehindIt() {
    ScriptedEnvoy.Stream stream = envoy.route();
    stream.requestHeaders(chat("open.test", "content-encoding", "GZIP")).next();
    stream.requestBody(gzip(BODY.getBytes(StandardCharsets.UTF_8)));
    pool.remove().run();

    CommonResponse answer = stream.all().getFirst().getRequestBody().getResponse();
    assertThat(answer.getBodyMutation().getBody().toStringUtf8()).isEqualTo(BODY);
    assertThat(set(answer.getHeaderMutation()))
        .containsEntry("content-length", Integer.toString(BODY.length()));
    assertThat(answer.getHeaderMutation().getRemoveHeadersList())
        .containsExactly("content-encoding");
  }

  @Test
  void stopsUnpackingAtTheLimit() {
    assertThat(answerToGzip(gzip(new byte[TestingServices.MOST_BYTES + 1])).getDetails())
        .isEqualTo("airoute_request_too_large");
    assertThat(answerToGzip(gzip(new byte[TestingServices.MOST_BYTES])).getDetails())
        .as("just within the limit it is read, and is not JSON")
        .isEqualTo("airoute_invalid_json");
  }

  @Test
  void refusesWhatOnlyClaimsToBeGzip() {
    assertThat(answerToGzip(ByteString.copyFromUtf8(BODY)).getDetails())
        .isEqualTo("airoute_invalid_encoding");
    ByteString whole = gzip(BODY.getBytes(StandardCharsets.UTF_8));
    assertThat(answerToGzip(whole.substring(0, whole.size() - 4)).getDetails())
        .isEqualTo("airoute_invalid_encoding");
  }

  @Test
  void readsLargeBodiesOnThePool() {
    ScriptedEnvoy.Stream stream = envoy.route();
    stream.requestHeaders(chat("open.test")).next();
    stream.requestBody("{\"model\":\"free\",\"x\":\"" + "y".repeat(Services.HEAVY_BYTES) + "\"}");
    assertThat(stream.silent()).isTrue();

    pool.remove().run();

    assertThat(stream.all()).singleElement().matches(ProcessingResponse::hasRequestBody);
  }

  @Test
  void shedsLargeBodiesWhenThePoolIsFull() {
    use(services.processor(task -> {
      throw new RejectedExecutionException("full");
    }));
    ScriptedEnvoy.Stream stream = envoy.route();
    stream.requestHeaders(chat("open.test")).next();

    ImmediateResponse answer =
        immediate(stream.requestBody("[" + " ".repeat(Services.HEAVY_BYTES)).next());

    assertThat(answer.getStatus().getCodeValue()).isEqualTo(503);
    assertThat(answer.getDetails()).isEqualTo("airoute_gateway_overloaded");
    assertThat(set(answer.getHeaders())).containsEntry("retry-after", "1");
    assertThat(services.statistics.shedTotal()).isEqualTo(1);
    assertThat(stream.end()).isEqualTo(Status.OK);
  }

  @Test
  void endsAtMessagesOutOfOrder() {
    assertOutOfOrder(envoy.route().requestBody(BODY));
    assertOutOfOrder(envoy.route().responseHeaders(Map.of(":status", "200")));
    assertOutOfOrder(envoy.route().responseTrailers());
    ScriptedEnvoy.Stream twice = envoy.route();
    twice.requestHeaders(chat("open.test")).next();
    assertOutOfOrder(twice.requestHeaders(chat("open.test")));
    assertThat(services.statistics.failedTotal()).isEqualTo(4);
    assertThat(services.statistics.open()).isZero();
  }

  @Test
  void refusesStreamsOfUnknownStages() {
    assertThat(envoy.open(Map.of()).end().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(envoy.open(Map.of("x-airoute-stage", "other")).end().getDescription())
        .isEqualTo("x-airoute-stage is \"other\"");
  }

  @Test
  void survivesClientsThatLeaveAtAnyPoint() {
    envoy.route().cancel();
    envoy.route().halfClose();
    ScriptedEnvoy.Stream afterHeaders = envoy.route();
    afterHeaders.requestHeaders(chat("open.test")).next();
    afterHeaders.halfClose();
    assertThat(afterHeaders.end()).isEqualTo(Status.OK);
    ScriptedEnvoy.Stream cancelled = envoy.route();
    cancelled.requestHeaders(chat("open.test")).next();
    cancelled.cancel();
    ScriptedEnvoy.Stream afterEnd = envoy.route();
    afterEnd.requestHeaders(chat("open.test")).next();
    afterEnd.requestBody(BODY).all();
    afterEnd.halfClose();
    afterEnd.cancel();

    assertThat(services.statistics.open()).isZero();
    assertThat(services.statistics.failedTotal()).isZero();
  }

  @Test
  void survivesAClientThatLeavesWhileItsBodyIsRead() {
    ScriptedEnvoy.Stream stream = envoy.route();
    stream.requestHeaders(chat("open.test")).next();
    stream.requestBody("{\"model\":\"free\",\"x\":\"" + "y".repeat(Services.HEAVY_BYTES) + "\"}");
    stream.cancel();

    pool.remove().run();

    assertThat(services.statistics.open()).isZero();
    assertThat(services.statistics.failedTotal()).isZero();
  }

  private ImmediateResponse answerToGzip(ByteString body) {
    ScriptedEnvoy.Stream stream = envoy.route();
    stream.requestHeaders(chat("open.test", "content-encoding", "gzip")).next();
    stream.requestBody(body);
    pool.remove().run();
    return immediate(stream.next());
  }

  private void use(Processor processor) {
    envoy.close();
    envoy = envoy(processor);
  }

  private static void assertOutOfOrder(ScriptedEnvoy.Stream stream) {
    Status end = stream.end();
    assertThat(end.getCode()).isEqualTo(Status.Code.INTERNAL);
    assertThat(end.getDescription()).startsWith("route got ");
  }

  private static ScriptedEnvoy envoy(Processor processor) {
    try {
      return new ScriptedEnvoy(processor);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ImmediateResponse immediate(ProcessingResponse response) {
    assertThat(response.hasImmediateResponse()).isTrue();
    return response.getImmediateResponse();
  }

  private static String id(ProcessingResponse response) {
    return Objects.requireNonNull(
        set(response.getRequestHeaders().getResponse().getHeaderMutation())
            .get("x-airoute-request-id"));
  }

  private static Map<String, String> set(HeaderMutation mutation) {
    Map<String, String> set = new HashMap<>();
    for (HeaderValueOption option : mutation.getSetHeadersList()) {
      set.put(option.getHeader().getKey(), option.getHeader().getRawValue().toStringUtf8());
    }
    return set;
  }

  private static ByteString gzip(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ByteString.copyFrom(packed.toByteArray());
  }
}
