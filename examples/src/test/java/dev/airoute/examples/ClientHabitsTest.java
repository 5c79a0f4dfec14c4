package dev.airoute.examples;

import static dev.airoute.examples.Http.CHAT;
import static dev.airoute.examples.Http.MESSAGES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.examples.gateway.NeedsEnvoy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ways of asking that some client or other has. */
@NeedsEnvoy
@ExtendWith(SharedWorld.class)
class ClientHabitsTest {
  private static final byte[] BODY = Http.body("echo", false).getBytes(StandardCharsets.UTF_8);

  private final World world;

  ClientHabitsTest(World world) {
    this.world = world;
  }

  private static List<String> headers(String... more) {
    return Stream.concat(Stream.of("authorization", "Bearer " + World.ALICE_KEY), Stream.of(more))
        .toList();
  }

  private static BodyPublisher chunked(byte[] body) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
  }

  @Test
  void sendsTheBodyInChunks() {
    Http.Reply reply =
        world.http.post(CHAT, chunked(BODY), headers("content-type", "application/json"));

    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
  }

  @Test
  void sendsTooMuchInChunks() {
    byte[] body = new byte[(16 << 20) + 1];

    for (String path : List.of(CHAT, MESSAGES)) {
      Http.Reply reply =
          world.http.post(path, chunked(body), headers("content-type", "application/json"));

      assertThat(reply.status()).as(reply.body()).isEqualTo(413);
      ErrorShape.of(path, reply);
    }
  }

  @Test
  void zipsTheBody() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(BODY);
    }

    Http.Reply reply = world.http.post(
        CHAT,
        BodyPublishers.ofByteArray(zipped.toByteArray()),
        headers("content-type", "application/json", "content-encoding", "gzip"));

    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
  }

  @Test
  void namesTheCharset() {
    Http.Reply reply = world.http.post(
        CHAT,
        BodyPublishers.ofByteArray(BODY),
        headers("content-type", "application/json; charset=utf-8"));

    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
  }

  @Test
  void addsAQueryOrAPrefix() {
    for (String path : List.of("/v1/messages?beta=true", "/anthropic/v1/messages")) {
      Http.Reply reply = world.http.post(path, Http.body("echo", false), headers());

      assertThat(reply.status()).as(path).isEqualTo(200);
      assertThat(reply.json().path("type").stringValue()).isEqualTo("message");
    }
  }

  /** Claude Code looks with HEAD whether anybody is there; any answer will do. */
  @Test
  void looksWhetherAnybodyIsThere() {
    assertThat(world.http.method("HEAD", "/", headers()).status()).isEqualTo(404);
  }
}
