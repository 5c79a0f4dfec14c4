package dev.airoute.extproc.dialect;

import static java.util.Objects.requireNonNull;

import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.dialect.EveryDialect.Pair;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatRequest;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to translate a large request. {@link BenchmarkRunner} chooses the parameters. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 150, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class TranslationBenchmark {
  static final String IMAGE = "image";
  static final String CONVERSATION = "conversation";

  /** From one dialect to the other, from the client's bytes to the provider's. */
  @State(Scope.Thread)
  public static class Bodies {
    @Param("OPENAI_CHAT")
    public String client = "";

    @Param("ANTHROPIC_MESSAGES")
    public String provider = "";

    @Param(CONVERSATION)
    public String kind = "";

    @Param("500000")
    public int bytes;

    private byte[] body = {};
    private @Nullable Attempt attempt;

    @Setup
    public void make() {
      Dialect from = Dialect.valueOf(client);
      attempt = new Pair(from, Dialect.valueOf(provider)).attempt(false);
      body = body(from, kind, bytes);
    }
  }

  /** One codec, in and out of the model. */
  @State(Scope.Thread)
  public static class Codec {
    @Param("OPENAI_CHAT")
    public String dialect = "";

    @Param("500000")
    public int bytes;

    private Json body = Json.NULL;
    private @Nullable ChatCodec reading;
    private @Nullable ProviderCodec writing;
    private @Nullable ChatRequest request;

    /** A dialect without clients writes what an OpenAI client asked. */
    @Setup
    public void make() {
      Dialect own = Dialect.valueOf(dialect);
      Dialect from = EveryDialect.clients().contains(own) ? own : Dialect.OPENAI_CHAT;
      ChatCodec codec = EveryDialect.client(from);
      body = Json.parse(body(from, CONVERSATION, bytes));
      reading = codec;
      writing = EveryDialect.provider(own);
      request = codec.readRequest(body, new Losses());
    }
  }

  static byte[] body(Dialect client, String kind, int bytes) {
    return kind.equals(IMAGE)
        ? BenchmarkBodies.image(client, bytes)
        : BenchmarkBodies.conversation(client, bytes);
  }

  @Benchmark
  public Outbound translate(Bodies bodies) {
    try (AttemptTranslation translation = new AttemptTranslation(requireNonNull(bodies.attempt))) {
      return translation.request(bodies.body);
    }
  }

  @Benchmark
  public ChatRequest read(Codec codec) {
    return requireNonNull(codec.reading).readRequest(codec.body, new Losses());
  }

  @Benchmark
  public byte[] write(Codec codec) {
    JsonWriter out = new JsonWriter(codec.body.length() + 1024);
    requireNonNull(codec.writing)
        .writeRequest(requireNonNull(codec.request), "model", out, new Losses());
    return out.toByteArray();
  }
}
