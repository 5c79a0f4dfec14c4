package dev.airoute.extproc.dialect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.JsonText;
import dev.airoute.extproc.dialect.Attempts.Reply;
import dev.airoute.extproc.dialect.EveryDialect.Pair;
import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.frame.SseWriter;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayException;
import dev.airoute.extproc.model.Usage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * Texts that are JSON or almost, in the place of a request, of an answer, of an error and of an event, from every dialect to
 * every other: what comes of them is an error of the caller's dialect, or something whole.
 */
@Timeout(120)
class BorderlineJsonTest {
  @TestFactory
  Stream<DynamicTest> asARequest() {
    return everywhere(BorderlineJsonTest::request);
  }

  @TestFactory
  Stream<DynamicTest> asAWholeAnswer() {
    return everywhere(BorderlineJsonTest::answer);
  }

  @TestFactory
  Stream<DynamicTest> asAnError() {
    return everywhere(BorderlineJsonTest::error);
  }

  @TestFactory
  Stream<DynamicTest> asTheFirstEvent() {
    return everywhere(BorderlineJsonTest::event);
  }

  @TestFactory
  Stream<DynamicTest> asAnEventBehindOthers() {
    return everywhere(BorderlineJsonTest::laterEvent);
  }

  /** Our corpus and, where it is, the shared one: one test for each pair of dialects. */
  private static Stream<DynamicTest> everywhere(BiConsumer<Pair, JsonText> check) {
    return EveryDialect.pairs().stream()
        .flatMap(pair -> Stream.of(
            test(pair, "own", JsonText::own, check),
            test(pair, "JSONTestSuite", JsonText::suite, check)));
  }

  private static DynamicTest test(
      Pair pair, String corpus, Supplier<List<JsonText>> texts, BiConsumer<Pair, JsonText> check) {
    return DynamicTest.dynamicTest(pair + " " + corpus, () -> {
      for (JsonText text : texts.get()) {
        check.accept(pair, text);
      }
    });
  }

  /** No text is a whole request; only one of the same dialect may pass without being understood. */
  private static void request(Pair pair, JsonText text) {
    AttemptTranslation translation = new AttemptTranslation(pair.attempt(false));
    try {
      Outbound sent = translation.request(text.bytes());
      assertThat(text.accepted()).as("%s: %s", pair, text).isTrue();
      assertThat(isObject(text)).as("%s: %s", pair, text).isTrue();
      assertThat(sent).isInstanceOfSatisfying(Outbound.Forward.class, forward -> {
        byte[] body = forward.body() == null ? text.bytes() : forward.body();
        assertThat(Json.parse(body).isObject()).isTrue();
      });
    } catch (GatewayException e) {
      assertThat(e.error().kind()).as("%s: %s", pair, text).isEqualTo(ErrorKind.INVALID_REQUEST);
      if (!text.accepted()) {
        assertThat(e.error().code()).as("%s: %s", pair, text).isEqualTo("invalid_json");
      }
    }
  }

  private static void answer(Pair pair, JsonText text) {
    for (boolean stream : new boolean[] {false, true}) {
      Reply reply = Attempts.play(
          pair.asked(stream), 200, "application/json", text.bytes(), text.bytes().length + 1);
      if (reply.head().status() == 200) {
        assertThat(text.accepted() && isObject(text)).as("%s: %s", pair, text).isTrue();
        whole(pair, stream, reply);
      } else {
        assertThat(reply.head().status()).as("%s: %s", pair, text).isEqualTo(502);
        isError(pair, reply);
      }
    }
  }

  private static void whole(Pair pair, boolean stream, Reply reply) {
    if (!EveryDialect.judged(pair.client()) || pair.same() && !stream) {
      return;
    }
    if (stream) {
      Oracles.stream(pair.client(), reply.body());
    } else {
      Oracles.answer(pair.client(), reply.body());
    }
  }

  private static void isError(Pair pair, Reply reply) {
    assertThat(Json.parse(reply.body()).get("error")).isNotNull();
    if (EveryDialect.judged(pair.client())) {
      Oracles.error(pair.client(), reply.body());
    }
  }

  private static void error(Pair pair, JsonText text) {
    for (int status : new int[] {400, 429, 503}) {
      Reply reply = Attempts.play(
          pair.asked(false), status, "application/json", text.bytes(), text.bytes().length + 1);
      assertThat(reply.head().status()).as("%s: %s", pair, text).isEqualTo(status);
      if (!pair.same()) {
        isError(pair, reply);
      }
    }
  }

  /** Through the framing of server-sent events where the dialect has it, and otherwise as the framing would give it. */
  private static void event(Pair pair, JsonText text) {
    String type = EveryDialect.provider(pair.provider()).streamType();
    if (type.equals("text/event-stream")) {
      Reply reply = Attempts.play(pair.asked(true), 200, type, framed(text.bytes()), 50_000);
      assertThat(reply.head().status()).as("%s: %s", pair, text).isGreaterThanOrEqualTo(500);
      isError(pair, reply);
    }
    List<ChatEvent> events = read(pair.provider(), List.of(text));
    assertThat(events.getLast()).as("%s: %s", pair, text).isInstanceOf(ChatEvent.Failed.class);
  }

  /**
   * Behind the beginning of a good stream, whatever follows breaks it or leaves it without an end. What is JSON passes to a
   * client of the same dialect, for it may be something new.
   */
  private static void laterEvent(Pair pair, JsonText text) {
    if (!EveryDialect.clients().contains(pair.provider())) {
      return;
    }
    byte[] first = beginning(EveryDialect.client(pair.provider()));
    byte[] second = framed(text.bytes());
    byte[] stream = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, stream, first.length, second.length);
    AttemptTranslation translation = pair.asked(true);
    Reply reply = Attempts.play(translation, 200, "text/event-stream", stream, first.length);
    assertThat(reply.head().status()).as("%s: %s", pair, text).isEqualTo(200);
    assertThat(translation.error()).as("%s: %s", pair, text).isNotNull();
    boolean blank = new String(text.bytes(), UTF_8).isBlank();
    if (EveryDialect.judged(pair.client()) && (!pair.same() || !text.accepted() && !blank)) {
      Oracles.brokenStream(pair.client(), reply.body());
    }
  }

  private static byte[] beginning(ChatCodec codec) {
    EventWriter writer = codec.eventWriter(new ReplyContext("r", "m", 1, true));
    SseWriter out = new SseWriter();
    writer.write(new ChatEvent.Started("x", "m", 1, Usage.ZERO), out);
    writer.write(new ChatEvent.PartStarted(0, 0, new ChatEvent.Opening.Text()), out);
    // One dialect holds the latest piece back.
    writer.write(new ChatEvent.Delta(0, 0, Json.string("Hi")), out);
    writer.write(new ChatEvent.Delta(0, 0, Json.string(" you")), out);
    return out.toByteArray();
  }

  private static List<ChatEvent> read(Dialect dialect, List<JsonText> texts) {
    EventReader reader = EveryDialect.provider(dialect).eventReader(new Losses());
    List<ChatEvent> events = new ArrayList<>();
    for (JsonText text : texts) {
      events.addAll(reader.read(SseEvent.of("", new String(text.bytes(), UTF_8))));
    }
    events.addAll(reader.end());
    return events;
  }

  /** Each line of a text is a line of its event. */
  private static byte[] framed(byte[] text) {
    String lines = new String(text, ISO_8859_1).replaceAll("\r\n|\r|\n", "\ndata: ");
    return ("data: " + lines + "\n\n").getBytes(ISO_8859_1);
  }

  private static boolean isObject(JsonText text) {
    Throwable refused = catchThrowable(() -> Json.parse(text.bytes()));
    return refused == null && Objects.requireNonNull(Json.parse(text.bytes())).isObject();
  }
}
