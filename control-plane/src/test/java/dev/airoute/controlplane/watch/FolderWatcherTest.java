package dev.airoute.controlplane.watch;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.airoute.api.ProviderType;
import dev.airoute.controlplane.validate.Validator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class FolderWatcherTest {
  private static final Validator VALIDATOR = Validator.load();

  @TempDir
  private Path root;

  private final List<ResourceSet> worlds = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final List<FolderWatcher> watchers = new CopyOnWriteArrayList<>();

  @AfterEach
  void closeWatchers() {
    watchers.forEach(FolderWatcher::close);
  }

  @Test
  void readsWhatIsThereAndThenEveryChange() throws IOException {
    write("a.yaml", provider("x", "OpenAI"));
    write("b.yml", provider("w", "Echo"));
    write("notes.txt", "not read");
    write(".hidden.yaml", provider("hidden", "Echo"));
    Files.createDirectory(root.resolve("folder.yaml"));
    watch(root);
    awaitTypes(Map.of("x", ProviderType.OPENAI, "w", ProviderType.ECHO));

    write("a.yaml", provider("x", "Groq"));
    awaitTypes(Map.of("x", ProviderType.GROQ, "w", ProviderType.ECHO));

    write("c.yaml", provider("z", "Mistral"));
    awaitTypes(Map.of("x", ProviderType.GROQ, "w", ProviderType.ECHO, "z", ProviderType.MISTRAL));

    Files.delete(root.resolve("b.yml"));
    awaitTypes(Map.of("x", ProviderType.GROQ, "z", ProviderType.MISTRAL));
  }

  @Test
  void takesSavesOfEditorsWithoutAGap() throws IOException {
    write("a.yaml", provider("x", "OpenAI"));
    watch(root);
    awaitTypes(Map.of("x", ProviderType.OPENAI));

    // As vim does: the old file steps aside, a new one is written.
    Files.move(root.resolve("a.yaml"), root.resolve("a.yaml~"));
    write("a.yaml", provider("x", "Groq"));
    Files.delete(root.resolve("a.yaml~"));
    awaitTypes(Map.of("x", ProviderType.GROQ));

    // As most others do: a temporary file replaces the old one.
    write(".a.yaml.tmp", provider("x", "Mistral"));
    Files.move(root.resolve(".a.yaml.tmp"), root.resolve("a.yaml"), StandardCopyOption.ATOMIC_MOVE);
    awaitTypes(Map.of("x", ProviderType.MISTRAL));

    assertThat(worlds).allSatisfy(world -> assertThat(world.providers()).hasSize(1));
  }

  @Test
  void keepsServingWhatABrokenEditBreaks() throws IOException {
    write("a.yaml", provider("x", "OpenAI") + "\n---\n" + provider("w", "Echo"));
    watch(root);
    awaitTypes(Map.of("x", ProviderType.OPENAI, "w", ProviderType.ECHO));

    write("a.yaml", "{half: [of a");
    awaitWorld().untilAsserted(() -> assertThat(last().problems()).hasSize(1));
    assertThat(types(last())).isEqualTo(Map.of("x", ProviderType.OPENAI, "w", ProviderType.ECHO));

    write("a.yaml", "");
    awaitWorld().untilAsserted(() -> assertThat(last().problems().toString()).contains("is empty"));
    assertThat(types(last())).isEqualTo(Map.of("x", ProviderType.OPENAI, "w", ProviderType.ECHO));

    write("a.yaml", provider("x", "Groq"));
    awaitTypes(Map.of("x", ProviderType.GROQ));
    assertThat(last().problems()).isEmpty();
  }

  @Test
  void saysNothingWhenNothingChanged() throws IOException {
    write("a.yaml", provider("x", "OpenAI"));
    watch(root);
    awaitTypes(Map.of("x", ProviderType.OPENAI));

    write("a.yaml", provider("x", "OpenAI"));
    Files.setLastModifiedTime(
        root.resolve("a.yaml"), FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    write("unrelated.txt", "text");
    write("b.yaml", provider("w", "Echo"));
    awaitTypes(Map.of("x", ProviderType.OPENAI, "w", ProviderType.ECHO));

    assertThat(worlds).doesNotHaveDuplicates();
  }

  @Test
  void holdsBurstsOff() throws IOException {
    watch(root);
    awaitWorld().until(() -> !worlds.isEmpty());

    for (int i = 0; i < 100; i++) {
      write("p" + i + ".yaml", provider("p" + i, "Echo"));
    }
    awaitWorld().untilAsserted(() -> assertThat(last().providers()).hasSize(100));

    assertThat(worlds).hasSizeLessThan(20);
  }

  @Test
  void followsTheSwapOfAConfigMapVolume() throws IOException {
    Path volume = Files.createDirectory(root.resolve("volume"));
    link(volume, "..v1", provider("x", "OpenAI"));
    Files.createSymbolicLink(volume.resolve("a.yaml"), Path.of("..data", "a.yaml"));
    watch(volume);
    awaitTypes(Map.of("x", ProviderType.OPENAI));

    link(volume, "..v2", provider("x", "Groq"));
    awaitTypes(Map.of("x", ProviderType.GROQ));
    assertThat(worlds).hasSize(2);
  }

  @Test
  void findsChangesThatNoEventTellsOf() throws IOException {
    Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
    Path folder = Files.createDirectory(root.resolve("folder"));
    Files.writeString(elsewhere.resolve("real.yaml"), provider("x", "OpenAI"));
    Files.createSymbolicLink(folder.resolve("a.yaml"), elsewhere.resolve("real.yaml"));
    watch(folder);
    awaitTypes(Map.of("x", ProviderType.OPENAI));

    Files.writeString(elsewhere.resolve("real.yaml"), provider("x", "Groq"));
    awaitTypes(Map.of("x", ProviderType.GROQ));
  }

  @Test
  void survivesTheLossOfTheFolder() throws IOException {
    Path folder = Files.createDirectory(root.resolve("folder"));
    Files.writeString(folder.resolve("a.yaml"), provider("x", "OpenAI"));
    watch(folder);
    awaitTypes(Map.of("x", ProviderType.OPENAI));

    Files.move(folder, root.resolve("away"));
    awaitWorld().untilAsserted(() -> assertThat(last().problems()).hasSize(1));
    assertThat(types(last())).isEqualTo(Map.of("x", ProviderType.OPENAI));

    Files.createDirectory(folder);
    Files.writeString(folder.resolve("a.yaml"), provider("x", "Groq"));
    awaitTypes(Map.of("x", ProviderType.GROQ));
    Files.writeString(folder.resolve("a.yaml"), provider("x", "Mistral"));
    awaitTypes(Map.of("x", ProviderType.MISTRAL));
  }

  @Test
  void noticesAFolderThatComesBackEmpty() throws IOException {
    Path folder = Files.createDirectory(root.resolve("folder"));
    Files.writeString(folder.resolve("a.yaml"), provider("x", "OpenAI"));
    watch(folder);
    awaitTypes(Map.of("x", ProviderType.OPENAI));

    Files.move(folder, root.resolve("away"));
    awaitWorld().untilAsserted(() -> assertThat(last().problems()).hasSize(1));

    Files.createDirectory(folder);
    awaitTypes(Map.of());
    assertThat(last().problems()).isEmpty();
  }

  @Test
  void startsBeforeTheFolderIsThere() throws IOException {
    Path folder = root.resolve("later");
    watch(folder);
    awaitWorld().untilAsserted(() -> assertThat(last().problems()).hasSize(1));

    Files.createDirectory(folder);
    Files.writeString(folder.resolve("a.yaml"), provider("x", "Groq"));
    awaitTypes(Map.of("x", ProviderType.GROQ));
  }

  @Test
  void carriesOnAfterItsListenerFailed() throws IOException {
    write("a.yaml", provider("x", "OpenAI"));
    watchers.add(FolderWatcher.start(root, VALIDATOR, Map.of(), world -> {
      worlds.add(world);
      throw new IllegalStateException("listener");
    }));
    awaitTypes(Map.of("x", ProviderType.OPENAI));

    write("a.yaml", provider("x", "Groq"));
    awaitTypes(Map.of("x", ProviderType.GROQ));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void carriesOnAfterAReadingFailed(Runnable fault) throws IOException {
    write("a.yaml", provider("x", "OpenAI"));
    List<String> failed = new CopyOnWriteArrayList<>();
    watchers.add(FolderWatcher.start(
        root,
        file -> {
          if (file.text().contains("Groq")) {
            failed.add(file.name());
            fault.run();
          }
          return VALIDATOR.check(file, Map.of());
        },
        worlds::add));
    awaitTypes(Map.of("x", ProviderType.OPENAI));

    write("a.yaml", provider("x", "Groq"));
    awaitWorld().until(() -> !failed.isEmpty());
    assertThat(types(last())).isEqualTo(Map.of("x", ProviderType.OPENAI));

    write("a.yaml", provider("x", "Mistral"));
    awaitTypes(Map.of("x", ProviderType.MISTRAL));
  }

  static List<Runnable> faults() {
    return List.of(
        () -> {
          throw new IllegalStateException("fault");
        },
        () -> {
          throw new StackOverflowError("fault");
        });
  }

  @Test
  void usesOneThreadAndLeavesNone() throws IOException {
    write("a.yaml", provider("x", "OpenAI"));
    FolderWatcher watcher = watch(root);
    awaitTypes(Map.of("x", ProviderType.OPENAI));
    write("a.yaml", provider("x", "Groq"));
    awaitTypes(Map.of("x", ProviderType.GROQ));

    watcher.close();
    watcher.close();

    assertThat(threads).hasSize(2);
    assertThat(threads.getFirst()).isSameAs(threads.getLast());
    assertThat(threads.getFirst().isAlive()).isFalse();
  }

  private FolderWatcher watch(Path folder) {
    FolderWatcher watcher = FolderWatcher.start(folder, VALIDATOR, Map.of(), world -> {
      threads.add(Thread.currentThread());
      worlds.add(world);
    });
    watchers.add(watcher);
    return watcher;
  }

  private void write(String name, String text) throws IOException {
    Files.write(root.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  private static void link(Path volume, String version, String text) throws IOException {
    Path data = Files.createDirectory(volume.resolve(version));
    Files.writeString(data.resolve("a.yaml"), text);
    Path next = Files.createSymbolicLink(volume.resolve("..data_tmp"), Path.of(version));
    Files.move(next, volume.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
  }

  private void awaitTypes(Map<String, ProviderType> expected) {
    awaitWorld().untilAsserted(() -> {
      assertThat(worlds).isNotEmpty();
      assertThat(types(last())).isEqualTo(expected);
    });
  }

  private static ConditionFactory awaitWorld() {
    return await().atMost(10, SECONDS);
  }

  private ResourceSet last() {
    return worlds.getLast();
  }

  private static Map<String, ProviderType> types(ResourceSet world) {
    Map<String, ProviderType> types = new TreeMap<>();
    world
        .providers()
        .forEach(provider -> types.put(provider.name().name(), provider.spec().type()));
    return types;
  }

  private static String provider(String name, String type) {
    return "{apiVersion: airoute.dev/v1alpha1, kind: AIProvider, metadata: {name: " + name
        + "}, spec: {type: " + type + "}}";
  }
}
