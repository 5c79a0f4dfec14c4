package dev.airoute.examples;

import static dev.airoute.examples.Http.CHAT;
import static dev.airoute.examples.Http.MESSAGES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.examples.gateway.NeedsEnvoy;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the gateway will not take: the right status, the caller's dialect, and nothing sent upstream. */
@NeedsEnvoy
@ExtendWith(SharedWorld.class)
class RefusalTest {
  private static final List<String> PATHS = List.of(CHAT, MESSAGES);
  private static final List<String> ALICE = Http.bearer(World.ALICE_KEY);
  private static final int LIMIT = 16 * 1024 * 1024;

  private final World world;
  private long before;

  RefusalTest(World world) {
    this.world = world;
  }

  @BeforeEach
  void count() {
    before = world.requestsUpstream();
  }

  @AfterEach
  void nothingWentUpstream() {
    assertThat(world.requestsUpstream()).as("requests that reached a provider").isEqualTo(before);
  }

  static Stream<Arguments> badBodies() {
    return PATHS.stream()
        .flatMap(path -> Stream.of(
                "",
                " ",
                "Hi",
                "{",
                "[]",
                "null",
                "{\"model\":\"gpt-x\"",
                "{\"model\":\"gpt-x\",}",
                "{\"model\":'gpt-x'}",
                "{\"model\":\"gpt-x\",\"messages\":[{]}",
                "{\"model\":\"gpt-x\",\"messages\":[]} {}",
                "{\"model\":7,\"messages\":[]}",
                "{\"model\":null,\"messages\":[]}",
                "{\"model\":\"\",\"messages\":[]}",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}",
                "{\"model\":\"gpt-x\",\"model\":\"gpt-y\",\"messages\":[]}",
                "{\"model\":\"gpt-x\",\"mod\\u0065l\":\"gpt-y\",\"messages\":[]}",
                "{\"model\":\"gpt-x\",\"stream\":true,\"stream\":false,\"messages\":[]}",
                "[".repeat(100_000))
            .map(body -> Arguments.of(path, body)));
  }

  @ParameterizedTest
  @MethodSource("badBodies")
  void malformedBodies(String path, String body) {
    Http.Reply reply = world.http.post(path, body, ALICE);

    assertThat(reply.status()).as(reply.body()).isEqualTo(400);
    assertThat(ErrorShape.of(path, reply)).isEqualTo("invalid_request_error");
  }

  @ParameterizedTest
  @FieldSource("PATHS")
  void bodiesThatAreNotUtf8(String path) {
    byte[] body = Http.body("gpt-x", false).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    body[body.length - 6] = (byte) 0xff;

    Http.Reply reply = world.http.post(
        path,
        body,
        List.of("authorization", "Bearer " + World.ALICE_KEY, "content-type", "application/json"));

    assertThat(reply.status()).as(reply.body()).isEqualTo(400);
    ErrorShape.of(path, reply);
  }

  @ParameterizedTest
  @FieldSource("PATHS")
  void unknownModels(String path) {
    Http.Reply reply = world.http.post(path, Http.body("nobody-knows-it", false), ALICE);

    assertThat(reply.status()).isEqualTo(404);
    String type = ErrorShape.of(path, reply);
    assertThat(type).isEqualTo(path.equals(CHAT) ? "invalid_request_error" : "not_found_error");
    assertThat(reply.body()).contains("nobody-knows-it");
    if (path.equals(CHAT)) {
      assertThat(reply.json().at("/error/code").stringValue()).isEqualTo("model_not_found");
    }
  }

  @ParameterizedTest
  @FieldSource("PATHS")
  void bodiesOverTheLimit(String path) {
    byte[] body = new byte[LIMIT + 1024 * 1024];
    Arrays.fill(body, (byte) ' ');

    Http.Reply reply = world.http.post(
        path,
        body,
        List.of("authorization", "Bearer " + World.ALICE_KEY, "content-type", "application/json"));

    assertThat(reply.status()).isEqualTo(413);
    ErrorShape.of(path, reply);
  }

  @ParameterizedTest
  @FieldSource("PATHS")
  void wrongContentTypes(String path) {
    for (String type :
        List.of("text/plain", "application/x-www-form-urlencoded", "application/jsonl")) {
      Http.Reply reply = world.http.post(
          path,
          Http.body("gpt-x", false),
          List.of("authorization", "Bearer " + World.ALICE_KEY, "content-type", type));

      assertThat(reply.status()).as("%s: %s", type, reply.body()).isEqualTo(415);
      ErrorShape.of(path, reply);
    }
  }

  @ParameterizedTest
  @FieldSource("PATHS")
  void wrongMethods(String path) {
    for (String method : List.of("GET", "DELETE", "PUT", "PATCH")) {
      Http.Reply reply = world.http.method(method, path, ALICE);

      assertThat(reply.status()).as(method).isEqualTo(405);
      assertThat(reply.header("allow")).as(method).contains("POST");
      ErrorShape.of(path, reply);
    }
  }

  @Test
  void unknownPaths() {
    for (String path : List.of(
        "/",
        "/v1",
        "/v1/chat",
        "/v1/chat/completions/x",
        "/v2/messages",
        "/admin",
        "/v1/messages%2f")) {
      Http.Reply reply = world.http.post(path, Http.body("gpt-x", false), ALICE);

      assertThat(reply.status()).as(path).isEqualTo(404);
      assertThat(reply.header("content-type").orElse("")).as(path).startsWith("application/json");
      assertThat(reply.json().at("/error/message").asString("")).as(path).isNotBlank();
    }
  }
}
