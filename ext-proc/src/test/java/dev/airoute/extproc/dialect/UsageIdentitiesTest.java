package dev.airoute.extproc.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.Corner;
import dev.airoute.extproc.dialect.Attempts.Reply;
import dev.airoute.extproc.dialect.EveryDialect.Pair;
import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.frame.SseReader;
import dev.airoute.extproc.frame.SseWriter;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.ChatEvent.Opening;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.FinishReason;
import dev.airoute.extproc.model.Part;
import dev.airoute.extproc.model.Usage;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Usage is the same tokens in every dialect's way of counting, whole and in streams: what a dialect can say of it comes out as
 * it went in, and totals add up. Seeded; {@code -Dusage.seed} tries others.
 */
@Corner({45, 46, 47})
class UsageIdentitiesTest {
  private static final long SEED = Long.getLong("usage.seed", 1);
  private static final int SAMPLES = 200;
  private static final ReplyContext CONTEXT = new ReplyContext("r1", "model", 7, true);

  /** Dialects that are both written and read. */
  static final List<Dialect> BOTH =
      EveryDialect.clients().stream().filter(EveryDialect.providers()::contains).toList();

  static final List<Pair> PAIRS = EveryDialect.pairs().stream()
      .filter(pair -> BOTH.contains(pair.provider()))
      .toList();

  private static Usage any(Random random) {
    long most = random.nextInt(5) == 0 ? 1L << 40 : random.nextInt(3) * 500L;
    long input = random.nextLong(most + 1);
    long cacheRead = random.nextLong(input + 1);
    long cacheWrite = random.nextLong(input - cacheRead + 1);
    long output = random.nextLong(most + 1);
    long reasoning = random.nextLong(output + 1);
    return new Usage(
        input,
        random.nextBoolean() ? 0 : cacheRead,
        random.nextBoolean() ? 0 : cacheWrite,
        output,
        random.nextBoolean() ? 0 : reasoning,
        random.nextBoolean() ? 0 : random.nextLong(input + 1),
        random.nextBoolean() ? 0 : random.nextLong(output - reasoning + 1));
  }

  /** What is left of it when this dialect has said it. */
  private static Usage said(Dialect dialect, Usage usage) {
    return switch (dialect) {
      case OPENAI_CHAT -> usage;
      case ANTHROPIC_MESSAGES, OPENAI_RESPONSES -> without(usage, usage.cacheWrite(), 0, 0);
      case GEMINI -> without(usage, 0, usage.audioInput(), usage.audioOutput());
      case OPENAI_COMPLETIONS, BEDROCK_CONVERSE, COHERE, ECHO, DIALECT_UNSPECIFIED, UNRECOGNIZED ->
        throw new IllegalArgumentException("not both written and read: " + dialect);
    };
  }

  private static Usage without(Usage usage, long cacheWrite, long audioInput, long audioOutput) {
    return new Usage(
        usage.input(),
        usage.cacheRead(),
        cacheWrite,
        usage.output(),
        usage.reasoning(),
        audioInput,
        audioOutput);
  }

  @ParameterizedTest
  @FieldSource("BOTH")
  void wholeAnswersSayWhatWasUsed(Dialect dialect) {
    ChatCodec codec = EveryDialect.client(dialect);
    Random random = new Random(SEED);
    for (int i = 0; i < SAMPLES; i++) {
      Usage usage = any(random);
      Json written = Json.parse(whole(codec, usage));
      totals(dialect, written, usage);
      assertThat(codec.readResponse(written, new Losses()).usage())
          .as("seed %d, sample %d: %s", SEED, i, written)
          .isEqualTo(said(dialect, usage));
    }
  }

  @ParameterizedTest
  @FieldSource("BOTH")
  void streamsSayWhatWasUsed(Dialect dialect) {
    ChatCodec codec = EveryDialect.client(dialect);
    Random random = new Random(SEED);
    for (int i = 0; i < SAMPLES; i++) {
      Usage usage = any(random);
      byte[] stream = streamed(codec, usage, random.nextBoolean());
      assertThat(read(codec, stream))
          .as("seed %d, sample %d", SEED, i)
          .isEqualTo(said(dialect, usage));
    }
  }

  @ParameterizedTest
  @FieldSource("PAIRS")
  void everyCallerLearnsWhatEveryProviderCounts(Pair pair) {
    ChatCodec provider = EveryDialect.client(pair.provider());
    Random random = new Random(SEED);
    for (int i = 0; i < SAMPLES; i++) {
      Usage usage = any(random);
      boolean stream = random.nextBoolean();
      byte[] answer = stream ? streamed(provider, usage, true) : whole(provider, usage);
      AttemptTranslation translation = pair.asked(stream);
      Reply reply = Attempts.play(
          translation,
          200,
          stream ? provider.streamType() : "application/json",
          answer,
          1 + random.nextInt(answer.length));
      Usage counted = said(pair.provider(), usage);
      assertThat(translation.usage())
          .as("%s, seed %d, sample %d", pair, SEED, i)
          .isEqualTo(counted);
      if (BOTH.contains(pair.client())) {
        ChatCodec client = EveryDialect.client(pair.client());
        Usage shown = stream
            ? read(client, reply.body())
            : client.readResponse(Json.parse(reply.body()), new Losses()).usage();
        assertThat(shown)
            .as("%s, seed %d, sample %d", pair, SEED, i)
            .isEqualTo(said(pair.client(), counted));
      }
    }
  }

  private static byte[] whole(ChatCodec codec, Usage usage) {
    ChatResponse.Choice choice = new ChatResponse.Choice(
        0, List.of(new Part.Text(Json.string("Hi"), null)), FinishReason.STOP, null, null, null);
    JsonWriter out = new JsonWriter();
    codec.writeResponse(new ChatResponse("id1", "model", 7, List.of(choice), usage), CONTEXT, out);
    return out.toByteArray();
  }

  /** @param early whether some of it was known, and said, before the end */
  private static byte[] streamed(ChatCodec codec, Usage usage, boolean early) {
    SseWriter out = new SseWriter();
    EventWriter writer = codec.eventWriter(CONTEXT);
    Usage prompt = new Usage(usage.input(), usage.cacheRead(), usage.cacheWrite(), 0, 0);
    List.of(
            new ChatEvent.Started("id1", "model", 7, early ? prompt : null),
            new ChatEvent.PartStarted(0, 0, new Opening.Text()),
            new ChatEvent.Used(early ? prompt : Usage.ZERO),
            new ChatEvent.Delta(0, 0, Json.string("Hi")),
            new ChatEvent.PartEnded(0, 0),
            new ChatEvent.Finished(0, FinishReason.STOP, null, null),
            new ChatEvent.Used(usage),
            new ChatEvent.Ended())
        .forEach(event -> writer.write(event, out));
    return out.toByteArray();
  }

  private static Usage read(ProviderCodec codec, byte[] stream) {
    SseReader frames = new SseReader();
    EventReader reader = codec.eventReader(new Losses());
    Usage last = Usage.ZERO;
    for (SseEvent frame : frames.read(stream)) {
      for (ChatEvent event : reader.read(frame)) {
        last = event instanceof ChatEvent.Used(Usage usage) ? usage : last;
      }
    }
    for (ChatEvent event : reader.end()) {
      last = event instanceof ChatEvent.Used(Usage usage) ? usage : last;
    }
    return last;
  }

  /** The identities as each dialect has them. */
  private static void totals(Dialect dialect, Json answer, Usage usage) {
    switch (dialect) {
      case OPENAI_CHAT, OPENAI_COMPLETIONS -> {
        Json counts = member(answer, "usage");
        assertThat(number(counts, "prompt_tokens")).isEqualTo(usage.input());
        assertThat(number(counts, "total_tokens"))
            .isEqualTo(number(counts, "prompt_tokens") + number(counts, "completion_tokens"));
      }
      case OPENAI_RESPONSES -> {
        Json counts = member(answer, "usage");
        assertThat(number(counts, "total_tokens"))
            .isEqualTo(number(counts, "input_tokens") + number(counts, "output_tokens"))
            .isEqualTo(usage.total());
      }
      case ANTHROPIC_MESSAGES -> {
        Json counts = member(answer, "usage");
        assertThat(number(counts, "input_tokens")
                + number(counts, "cache_read_input_tokens")
                + number(counts, "cache_creation_input_tokens"))
            .isEqualTo(usage.input());
        assertThat(number(counts, "output_tokens")).isEqualTo(usage.output());
      }
      case GEMINI -> {
        Json counts = member(answer, "usageMetadata");
        assertThat(number(counts, "totalTokenCount"))
            .isEqualTo(number(counts, "promptTokenCount")
                + number(counts, "candidatesTokenCount")
                + number(counts, "thoughtsTokenCount"))
            .isEqualTo(usage.total());
      }
      case BEDROCK_CONVERSE, COHERE, ECHO, DIALECT_UNSPECIFIED, UNRECOGNIZED ->
        throw new IllegalArgumentException("not written: " + dialect);
    }
  }

  private static Json member(Json object, String name) {
    return Objects.requireNonNull(object.get(name), name);
  }

  private static long number(Json object, String name) {
    Json value = object.get(name);
    return value == null ? 0 : value.asLong();
  }
}
