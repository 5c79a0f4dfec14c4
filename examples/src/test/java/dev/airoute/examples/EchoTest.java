package dev.airoute.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.examples.client.Prompt;
import dev.airoute.examples.client.Prompt.Said;
import dev.airoute.examples.client.Turn;
import dev.airoute.examples.gateway.NeedsEnvoy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The provider that needs no key: the gateway answers itself. */
@NeedsEnvoy
@ExtendWith(SharedWorld.class)
class EchoTest {
  private final World world;

  EchoTest(World world) {
    this.world = world;
  }

  @ParameterizedTest
  @CsvSource({"openai,false", "openai,true", "anthropic,false", "anthropic,true"})
  void saysTheLastUserMessageAgain(String dialect, boolean streaming) {
    long before = world.requestsUpstream();
    Prompt prompt = Prompt.of("echo", "")
        .saying(
            new Said.User("First"),
            new Said.User("Say \"this\" again, please — ända till slutet ☃"));

    Turn turn = world.client(dialect).send(prompt, streaming);

    assertThat(turn.text()).isEqualTo("Say \"this\" again, please — ända till slutet ☃");
    assertThat(turn.model()).isEqualTo("echo");
    assertThat(turn.stop()).isEqualTo(Turn.Stop.END);
    assertThat(turn.usage())
        .isNotNull()
        .satisfies(usage -> assertThat(usage.prompt()).isPositive())
        .satisfies(usage -> assertThat(usage.output()).isPositive());
    assertThat(world.requestsUpstream()).isEqualTo(before);
  }

  @Test
  void endsItsStreamAsTheVendorDoes() {
    List<String> events = world
        .http
        .post(Http.CHAT, Http.body("echo", true), Http.bearer(World.ALICE_KEY))
        .events();

    assertThat(events).last().isEqualTo("[DONE]");
    assertThat(events).hasSizeGreaterThan(2);
  }
}
