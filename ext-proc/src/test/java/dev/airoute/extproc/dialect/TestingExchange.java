package dev.airoute.extproc.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.dialect.Attempts.Reply;
import dev.airoute.extproc.json.Json;
import java.util.List;

/**
 * One request of a client and its answer, for tests that only care what arrives on the other side. Single quotes stand for
 * double ones.
 */
final class TestingExchange {
  static final String SSE = "text/event-stream";
  static final String JSON = "application/json";

  private final Attempt attempt;
  private AttemptTranslation translation;

  private TestingExchange(Attempt attempt) {
    this.attempt = attempt;
    this.translation = new AttemptTranslation(attempt);
  }

  static TestingExchange between(Dialect client, String type) {
    return new TestingExchange(Attempts.attempt(client, type));
  }

  static TestingExchange between(EveryDialect.Pair pair) {
    return new TestingExchange(pair.attempt(false));
  }

  /** An exchange whose request says nothing of interest. */
  static TestingExchange asked(Dialect client, String type, boolean stream) {
    TestingExchange exchange = between(client, type);
    String usage =
        client == Dialect.OPENAI_CHAT && stream ? ",'stream_options':{'include_usage':true}" : "";
    exchange.sent("{'model':'smart','max_tokens':9,'stream':" + stream + usage
        + ",'messages':[{'role':'user','content':'x'}]}");
    return exchange;
  }

  /** What the provider gets. */
  String sent(String request) {
    byte[] body = quoted(request);
    translation = new AttemptTranslation(Attempts.asking(attempt, body));
    Outbound.Forward forward = (Outbound.Forward) translation.request(body);
    byte[] sent = forward.body() == null ? body : forward.body();
    Json.parse(sent);
    if (EveryDialect.judged(attempt.dialect())) {
      Oracles.request(attempt.dialect(), sent);
    }
    return new String(sent, UTF_8);
  }

  /** What the client gets for a stream, which must be a whole one of its dialect. */
  String streamed(String stream) {
    Reply reply = reply(200, SSE, stream, 1 << 20);
    assertThat(reply.head().status()).as(new String(reply.body(), UTF_8)).isEqualTo(200);
    Oracles.stream(attempt.client(), reply.body());
    return new String(reply.body(), UTF_8);
  }

  /** What the client gets for a whole answer, which must be one of its dialect. */
  String answered(String answer) {
    Reply reply = reply(200, JSON, answer, 1 << 20);
    assertThat(reply.head().status()).as(new String(reply.body(), UTF_8)).isEqualTo(200);
    Oracles.answer(attempt.client(), reply.body());
    return new String(reply.body(), UTF_8);
  }

  Reply reply(int status, String type, String body, int piece) {
    return Attempts.play(translation, status, type, quoted(body), piece);
  }

  AttemptTranslation translation() {
    return translation;
  }

  List<String> losses() {
    return translation.losses().stream()
        .map(loss -> loss.fate() + " " + loss.field())
        .toList();
  }

  static byte[] quoted(String text) {
    return json(text).getBytes(UTF_8);
  }

  /** With double quotes. */
  static String json(String text) {
    return text.replace('\'', '"');
  }
}
