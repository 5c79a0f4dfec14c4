package dev.airoute.controlplane.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.airoute.api.ProviderType;
import dev.airoute.controlplane.validate.Problem;
import dev.airoute.controlplane.validate.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SourcesTest {
  private static final Validator VALIDATOR = Validator.load();

  @TempDir
  Path first;

  @TempDir
  Path second;

  private final List<ResourceSet> worlds = new CopyOnWriteArrayList<>();

  @Test
  void joinsFoldersAndFollowsEachOfThem() throws IOException {
    provider(first, "x", "OpenAI");
    provider(second, "w", "Echo");
    try (Sources _ = open(true)) {
      await()
          .untilAsserted(() -> assertThat(types())
              .isEqualTo(Map.of("x", ProviderType.OPENAI, "w", ProviderType.ECHO)));
      assertThat(worlds).as("no world before all folders were read").hasSize(1);
      provider(second, "w", "Groq");
      await()
          .untilAsserted(() -> assertThat(types())
              .isEqualTo(Map.of("x", ProviderType.OPENAI, "w", ProviderType.GROQ)));
      provider(first, "z", "Mistral");
      await().untilAsserted(() -> assertThat(types()).containsKeys("x", "w", "z"));
    }
  }

  @Test
  void theFirstFolderWinsAndTheSecondIsAProblem() throws IOException {
    provider(first, "x", "OpenAI");
    provider(second, "x", "Echo");
    try (Sources _ = open(true)) {
      await().until(() -> !worlds.isEmpty());
      assertThat(types()).isEqualTo(Map.of("x", ProviderType.OPENAI));
      assertThat(worlds.getLast().problems())
          .extracting(Problem::toString)
          .singleElement()
          .asString()
          .startsWith(second.resolve("x.yaml") + ":1")
          .contains("is already at " + first.resolve("x.yaml"));
      Files.delete(first.resolve("x.yaml"));
      await().untilAsserted(() -> assertThat(types()).isEqualTo(Map.of("x", ProviderType.ECHO)));
      assertThat(worlds.getLast().problems()).isEmpty();
    }
  }

  @Test
  void readsOnceWhenNotLive() throws IOException {
    provider(first, "x", "OpenAI");
    try (Sources _ = open(false)) {
      assertThat(types()).isEqualTo(Map.of("x", ProviderType.OPENAI));
    }
  }

  @Test
  void readsFilesAndFoldersOnce() throws IOException {
    provider(first, "x", "OpenAI");
    provider(second, "w", "Echo");
    ResourceSet world = Sources.readOnce(
        List.of(first, second.resolve("w.yaml"), second.resolve("gone.yaml")), VALIDATOR, Map.of());
    assertThat(world.providers()).hasSize(2);
    assertThat(world.problems())
        .singleElement()
        .asString()
        .startsWith(second.resolve("gone.yaml").toString());
  }

  private Sources open(boolean live) {
    return Sources.open(List.of(first, second), live, VALIDATOR, Map.of(), worlds::add);
  }

  private Map<String, ProviderType> types() {
    return worlds.isEmpty()
        ? Map.of()
        : worlds.getLast().providers().stream()
            .collect(Collectors.toMap(
                provider -> provider.name().name(), provider -> provider.spec().type()));
  }

  private static void provider(Path folder, String name, String type) throws IOException {
    Files.writeString(folder.resolve(name + ".yaml"), """
        apiVersion: airoute.dev/v1alpha1
        kind: AIProvider
        metadata: {name: %s}
        spec: {type: %s}
        """.formatted(name, type));
  }
}
