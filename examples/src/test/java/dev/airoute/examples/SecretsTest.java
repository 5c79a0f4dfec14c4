package dev.airoute.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.examples.client.Prompt;
import dev.airoute.examples.gateway.NeedsEnvoy;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Keys are canaries: searched for in everything that the gateway tells about itself. */
@NeedsEnvoy
@ExtendWith(SharedWorld.class)
class SecretsTest {
  private static final Pattern CANARY = Pattern.compile("canary-[a-z]+-[0-9a-f]{4}");

  private final World world;

  SecretsTest(World world) {
    this.world = world;
  }

  @Test
  void noKeyIsInWhatTheGatewayPrints() {
    sendSomething();

    assertNoCanary("what it printed", world.gateway.everythingPrinted());
  }

  @Test
  void noKeyIsInEnvoysConfigurationDump() {
    sendSomething();

    try (Http admin = new Http(world.gateway.adminUrl())) {
      String dump = admin.get("/config_dump?include_eds", List.of()).body();
      assertThat(dump).contains("credential/default/openai/apiKey@");
      assertNoCanary("config_dump", dump);
      assertNoCanary("stats", admin.get("/stats", List.of()).body());
    }
  }

  @Test
  void noKeyIsInTheCommandLineOrEnvironmentOfAChild() throws Exception {
    for (ProcessHandle child : List.of(world.gateway.extProc(), world.gateway.envoy())) {
      for (String file : List.of("cmdline", "environ")) {
        java.nio.file.Path path = java.nio.file.Path.of("/proc", String.valueOf(child.pid()), file);
        if (java.nio.file.Files.isReadable(path)) {
          assertNoCanary(path.toString(), java.nio.file.Files.readString(path));
        }
      }
    }
  }

  /** The heap is where a key would be if the control plane had sent it there. */
  @Test
  void noProvidersKeyIsInTheMemoryOfTheExternalProcessor() throws Exception {
    sendSomething();

    String memory = Memory.canariesOf(world.gateway.extProc(), CANARY);

    assertThat(memory)
        .contains("canary-alice") // a caller's key is sent there: the search does find things
        .doesNotContain("canary-openai", "canary-anthropic", "canary-spare");
  }

  private void sendSomething() {
    for (String dialect : List.of(World.OPENAI_CLIENT, World.ANTHROPIC_CLIENT)) {
      world.client(dialect).ask(Prompt.of("gpt-secrets", "Hi"));
      world.client(dialect).stream(Prompt.of("claude-secrets", "Hi"));
    }
    world.http.post(Http.CHAT, "{", Http.bearer(World.ALICE_KEY));
  }

  private static void assertNoCanary(String where, String text) {
    Matcher matcher = CANARY.matcher(text);
    assertThat(matcher.results().map(result -> result.group()).distinct())
        .as(where)
        .isEmpty();
  }
}
