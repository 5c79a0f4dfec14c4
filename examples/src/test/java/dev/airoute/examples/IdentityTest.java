package dev.airoute.examples;

import static dev.airoute.examples.Http.CHAT;
import static dev.airoute.examples.Http.MESSAGES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.examples.gateway.NeedsEnvoy;
import dev.airoute.examples.provider.FakeProvider;
import dev.airoute.examples.provider.Ledger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may call, which models, and that nobody's key goes where it does not belong. */
@NeedsEnvoy
@ExtendWith(SharedWorld.class)
class IdentityTest {
  private static final List<String> PATHS = List.of(CHAT, MESSAGES);

  private final World world;

  IdentityTest(World world) {
    this.world = world;
  }

  static Stream<Arguments> noIdentity() {
    return PATHS.stream()
        .flatMap(path -> Stream.of(
                List.<String>of(),
                Http.bearer("ar-somebody-else"),
                Http.bearer(""),
                Http.bearer(World.ALICE_KEY + "x"),
                Http.bearer(World.ALICE_KEY.substring(1)),
                Http.bearer(World.sha256(World.BOB_KEY)),
                List.of("authorization", World.ALICE_KEY),
                List.of("authorization", "Basic " + World.ALICE_KEY),
                List.of("x-api-key", "ar-somebody-else"))
            .map(headers -> Arguments.of(path, headers)));
  }

  @ParameterizedTest
  @MethodSource("noIdentity")
  void answers401ToStrangers(String path, List<String> headers) {
    long before = world.requestsUpstream();

    Http.Reply reply = world.http.post(path, Http.body("gpt-identity", false), headers);

    assertThat(reply.status()).as(reply.body()).isEqualTo(401);
    assertThat(ErrorShape.of(path, reply)).isEqualTo("authentication_error");
    assertThat(world.requestsUpstream()).isEqualTo(before);
  }

  @ParameterizedTest
  @FieldSource("PATHS")
  void takesTheKeyInEveryVendorsHeader(String path) {
    for (List<String> headers : List.of(
        Http.bearer(World.ALICE_KEY),
        List.of("authorization", "bearer " + World.ALICE_KEY),
        List.of("x-api-key", World.ALICE_KEY),
        List.of("x-goog-api-key", World.ALICE_KEY))) {
      Http.Reply reply = world.http.post(path, Http.body("gpt-header", false), headers);

      assertThat(reply.status()).as("%s: %s", headers, reply.body()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @FieldSource("PATHS")
  void keepsConsumersToTheirModels(String path) {
    List<String> bob = Http.bearer(World.BOB_KEY);
    assertThat(world.http.post(path, Http.body("gpt-for-bob", false), bob).status())
        .isEqualTo(200);
    long before = world.requestsUpstream();

    Http.Reply reply = world.http.post(path, Http.body("claude-not-for-bob", false), bob);

    assertThat(reply.status()).as(reply.body()).isEqualTo(403);
    assertThat(ErrorShape.of(path, reply)).isEqualTo("permission_error");
    assertThat(world.requestsUpstream()).isEqualTo(before);
  }

  @ParameterizedTest
  @FieldSource("PATHS")
  void letsAnybodyIntoAnAnonymousRoute(String path) {
    assertThat(world.http.post(path, Http.body("open-door", false), List.of()).status())
        .isEqualTo(200);
  }

  @Test
  void neverForwardsAKeyToWhomItDoesNotBelong() {
    for (String path : PATHS) {
      for (String model : List.of("gpt-leak", "claude-leak", "open-leak", "weighted")) {
        List<String> headers = List.of(
            "authorization",
            "Bearer " + World.ALICE_KEY,
            "x-api-key",
            World.ALICE_KEY,
            "x-goog-api-key",
            World.ALICE_KEY,
            "api-key",
            World.ALICE_KEY,
            "x-airoute-route",
            "somewhere-else",
            "x-airoute-request-id",
            "0123456789abcdef",
            "x-envoy-attempt-count",
            "3",
            "cookie",
            "session=" + World.ALICE_KEY);
        assertThat(world.http.post(path, Http.body(model, false), headers).status())
            .as("%s %s", path, model)
            .isEqualTo(200);
      }
    }

    assertSees(world.openAi, World.OPENAI_KEY);
    assertSees(world.anthropic, World.ANTHROPIC_KEY);
    assertSees(world.spare, World.SPARE_KEY);
  }

  private static void assertSees(FakeProvider provider, String own) {
    for (Ledger.Entry entry : provider.ledger().entries()) {
      String everything = entry.request().everything();
      assertThat(everything).contains(own);
      assertThat(everything.replace(own, "")).doesNotContain("canary");
      assertThat(entry.request().headers().keySet())
          .as("internal headers in %s", everything)
          .noneMatch(name -> name.startsWith("x-airoute-") || name.startsWith("x-envoy-"));
    }
  }
}
