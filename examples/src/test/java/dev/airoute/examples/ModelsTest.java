package dev.airoute.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.errors.NotFoundException;
import com.openai.models.models.Model;
import dev.airoute.examples.client.OpenAiSdk;
import dev.airoute.examples.gateway.NeedsEnvoy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code GET /v1/models}: what may be asked for, by whom. */
@NeedsEnvoy
@ExtendWith(SharedWorld.class)
class ModelsTest {
  private final World world;

  ModelsTest(World world) {
    this.world = world;
  }

  @Test
  void listsTheNamesThatAliceMayAskFor() {
    try (OpenAiSdk alice = new OpenAiSdk(world.gateway.url(), World.ALICE_KEY)) {
      assertThat(alice.sdk().models().list().autoPager())
          .allSatisfy(Model::validate)
          .extracting(Model::id)
          .contains("smart", "echo", "weighted")
          .doesNotContain("gpt-*");
    }
  }

  @Test
  void listsOnlyWhatBobMayAskFor() {
    try (OpenAiSdk bob = new OpenAiSdk(world.gateway.url(), World.BOB_KEY)) {
      assertThat(bob.sdk().models().list().autoPager())
          .extracting(Model::id)
          .contains("echo")
          .doesNotContain("smart", "weighted");
    }
  }

  @Test
  void givesOneByItsName() {
    try (OpenAiSdk alice = new OpenAiSdk(world.gateway.url(), World.ALICE_KEY)) {
      assertThat(alice.sdk().models().retrieve("smart").validate().id()).isEqualTo("smart");
      assertThatThrownBy(() -> alice.sdk().models().retrieve("nobody-knows-it"))
          .isInstanceOf(NotFoundException.class);
    }
  }
}
