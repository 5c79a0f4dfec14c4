package dev.airoute.extproc.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airoute.config.v1.BodyEdits;
import dev.airoute.config.v1.Dialect;
import dev.airoute.config.v1.LossPolicy;
import dev.airoute.config.v1.Provider;
import java.util.ArrayList;
import java.util.List;

/** The dialects of the table, for tests that hold of all of them and shall hold of every new one. */
public final class EveryDialect {
  /** Who asks and who is asked. */
  public record Pair(Dialect client, Dialect provider) {
    Attempt attempt(boolean stream) {
      Provider to = Provider.newBuilder()
          .setName("default/p@0123456789")
          .setProviderName("default/p")
          .setType(type(provider))
          .setDialect(provider)
          .setAuthority("api.example.com")
          .build();
      return new Attempt(
          "0123456789abcdef",
          Call.chat(client, "smart", stream),
          to,
          provider,
          model(provider),
          BodyEdits.getDefaultInstance(),
          LossPolicy.REPORT,
          Attempts.EVERY,
          1,
          1_700_000_000L);
    }

    /** An attempt whose request has been sent. */
    AttemptTranslation asked(boolean stream) {
      AttemptTranslation translation = new AttemptTranslation(attempt(stream));
      translation.request(request(client, stream));
      return translation;
    }

    boolean same() {
      return client == provider;
    }
  }

  public static List<Dialect> clients() {
    return known().stream()
        .filter(dialect -> Dialects.callers().contains(dialect))
        .toList();
  }

  /** Those that a provider can be configured with. */
  public static List<Dialect> providers() {
    return known().stream()
        .filter(dialect -> dialect != Dialect.OPENAI_COMPLETIONS)
        .toList();
  }

  /** Those in which a provider can answer: legacy completions only to their own clients. */
  public static List<Dialect> answering() {
    return known();
  }

  /** Every way in which a provider can answer: some dialects are framed or wrapped otherwise behind another host. */
  public static List<ProviderCodec> codecs() {
    List<ProviderCodec> codecs = new ArrayList<>();
    answering().forEach(dialect -> codecs.add(provider(dialect)));
    codecs.add(Dialects.provider(Dialect.ANTHROPIC_MESSAGES, "AWSBedrock"));
    codecs.add(Dialects.provider(Dialect.ANTHROPIC_MESSAGES, "GoogleVertexAI"));
    codecs.add(Dialects.provider(Dialect.GEMINI, "GoogleVertexAI"));
    return codecs;
  }

  /** Every way in which a provider can be asked: vendors of one dialect differ in what they take. */
  public static List<ProviderCodec> asked() {
    List<ProviderCodec> codecs = new ArrayList<>(codecs());
    codecs.removeIf(
        codec -> codec.getClass() == provider(Dialect.OPENAI_COMPLETIONS).getClass());
    for (String vendor : List.of("Mistral", "DeepSeek", "OpenRouter", "Ollama", "Groq")) {
      codecs.add(Dialects.provider(Dialect.OPENAI_CHAT, vendor));
    }
    return codecs;
  }

  public static List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    for (Dialect client : clients()) {
      providers().forEach(provider -> pairs.add(new Pair(client, provider)));
    }
    if (clients().contains(Dialect.OPENAI_COMPLETIONS)) {
      pairs.add(new Pair(Dialect.OPENAI_COMPLETIONS, Dialect.OPENAI_COMPLETIONS));
    }
    return pairs;
  }

  private static List<Dialect> known() {
    List<Dialect> known = new ArrayList<>();
    for (Dialect dialect : Dialect.values()) {
      if (isKnown(dialect)) {
        known.add(dialect);
      }
    }
    return known;
  }

  private static boolean isKnown(Dialect dialect) {
    return Dialects.all().contains(dialect);
  }

  static ChatCodec client(Dialect dialect) {
    return Dialects.client(dialect);
  }

  static ProviderCodec provider(Dialect dialect) {
    return Dialects.provider(dialect, type(dialect));
  }

  /** The type of provider that speaks it. */
  static String type(Dialect dialect) {
    return switch (dialect) {
      case OPENAI_CHAT, OPENAI_RESPONSES, OPENAI_COMPLETIONS -> "OpenAI";
      case ANTHROPIC_MESSAGES -> "Anthropic";
      case GEMINI -> "GoogleAIStudio";
      case BEDROCK_CONVERSE -> "AWSBedrock";
      case COHERE -> "Cohere";
      case ECHO, DIALECT_UNSPECIFIED, UNRECOGNIZED -> throw unknown(dialect);
    };
  }

  /** Whether {@link Oracles} has an SDK for what clients of this dialect get. */
  static boolean judged(Dialect dialect) {
    return switch (dialect) {
      case OPENAI_CHAT, OPENAI_RESPONSES, ANTHROPIC_MESSAGES -> true;
      case OPENAI_COMPLETIONS,
          GEMINI,
          BEDROCK_CONVERSE,
          COHERE,
          ECHO,
          DIALECT_UNSPECIFIED,
          UNRECOGNIZED -> false;
    };
  }

  private static String model(Dialect dialect) {
    return switch (dialect) {
      case OPENAI_CHAT, OPENAI_RESPONSES, OPENAI_COMPLETIONS -> "gpt-5";
      case ANTHROPIC_MESSAGES -> "claude-sonnet-4-5";
      case GEMINI -> "gemini-2.5-flash";
      case BEDROCK_CONVERSE -> "anthropic.claude-sonnet-4-5-20250929-v1:0";
      case COHERE -> "command-a-03-2025";
      case ECHO, DIALECT_UNSPECIFIED, UNRECOGNIZED -> throw unknown(dialect);
    };
  }

  /** A short request. Gemini's says in its path which model it asks, and whether to stream. */
  static byte[] request(Dialect dialect, boolean stream) {
    String said = "'model':'smart','stream':" + stream;
    String messages = "'messages':[{'role':'user','content':'x'}]";
    String body = switch (dialect) {
      case OPENAI_CHAT ->
        said + ',' + messages + (stream ? ",'stream_options':{'include_usage':true}" : "");
      case OPENAI_RESPONSES -> said + ",'input':'x'";
      case OPENAI_COMPLETIONS ->
        said + ",'prompt':'x'" + (stream ? ",'stream_options':{'include_usage':true}" : "");
      case ANTHROPIC_MESSAGES -> said + ",'max_tokens':99," + messages;
      case GEMINI -> "'contents':[{'role':'user','parts':[{'text':'x'}]}]";
      case BEDROCK_CONVERSE -> "'messages':[{'role':'user','content':[{'text':'x'}]}]";
      case COHERE -> said + ',' + messages;
      case ECHO, DIALECT_UNSPECIFIED, UNRECOGNIZED -> throw unknown(dialect);
    };
    return ("{" + body + "}").replace('\'', '"').getBytes(UTF_8);
  }

  private static IllegalArgumentException unknown(Dialect dialect) {
    return new IllegalArgumentException("no wire schema: " + dialect);
  }

  private EveryDialect() {}
}
