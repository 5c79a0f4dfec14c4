package dev.airoute.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.examples.client.Prompt;
import dev.airoute.examples.client.Prompt.Said;
import dev.airoute.examples.client.Turn;
import dev.airoute.examples.gateway.NeedsEnvoy;
import dev.airoute.examples.provider.Answer;
import dev.airoute.examples.provider.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Much at once: big bodies, long answers, many streams. */
@NeedsEnvoy
@ExtendWith(SharedWorld.class)
class VolumeTest {
  private static final int MEBIBYTE = 1 << 20;

  private final World world;

  VolumeTest(World world) {
    this.world = world;
  }

  @ParameterizedTest
  @MethodSource("dev.airoute.examples.Pair#all")
  void carriesABigPicture(Pair pair) {
    byte[] noise = new byte[6 * MEBIBYTE];
    new Random(7).nextBytes(noise);
    String url = "data:image/png;base64," + Base64.getEncoder().encodeToString(noise);
    Prompt prompt =
        pair.prompt(world, "big-picture", "").saying(new Said.Picture("What is it?", url));

    Turn turn = pair.send(world, prompt);

    assertThat(turn.text()).startsWith("Hello from ");
    String encoded = url.substring(url.indexOf(',') + 1);
    assertThat(pair.received(world, "big-picture").body().contains(encoded)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("dev.airoute.examples.Pair#all")
  void carriesALongAnswer(Pair pair) {
    String piece = "All work and no play makes \"Jack\" a dull boy — 世界.\n".repeat(200);
    Answer answer = Answer.text(Stream.generate(() -> piece).limit(300).toArray(String[]::new));
    Prompt prompt = pair.prompt(world, "long-answer", "Go on", Script.reply(answer));

    Turn turn = pair.send(world, prompt);

    assertThat(turn.text().equals(piece.repeat(300))).isTrue();
  }

  /** 20 rounds through all eight pairs at once, slow enough to overlap. */
  @Test
  void carriesManyStreamsAtOnce() throws Exception {
    List<Pair> pairs = Pair.all().toList();
    for (Pair pair : pairs) {
      pair.prompt(
          world,
          "many",
          "",
          Script.slowFrames(Duration.ofMillis(5), Scenes.TEXT_AND_PARALLEL_CALLS));
    }
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Turn>> turns = new ArrayList<>();
      for (int round = 0; round < 20; round++) {
        for (Pair pair : pairs) {
          Prompt prompt = Prompt.of(pair.model("many"), "Weather?").tools(Scenes.WEATHER);
          turns.add(callers.submit(() -> pair.send(world, prompt)));
        }
      }
      for (Future<Turn> turn : turns) {
        Scenes.assertTextAndParallelCalls(turn.get());
      }
    }
  }
}
