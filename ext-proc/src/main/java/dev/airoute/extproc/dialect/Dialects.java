package dev.airoute.extproc.dialect;

import static java.util.Map.entry;

import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.dialect.anthropic.AnthropicCodec;
import dev.airoute.extproc.dialect.bedrock.BedrockCodec;
import dev.airoute.extproc.dialect.bedrock.InvokeCodec;
import dev.airoute.extproc.dialect.cohere.CohereCodec;
import dev.airoute.extproc.dialect.completions.CompletionsCodec;
import dev.airoute.extproc.dialect.gemini.GeminiCodec;
import dev.airoute.extproc.dialect.openai.OpenAiCodec;
import dev.airoute.extproc.dialect.responses.ResponsesCodec;
import dev.airoute.extproc.dialect.vertex.RawPredictCodec;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The dialects. */
final class Dialects {
  /** No type in particular. */
  private static final String ITS_MAKERS = "";

  private static final AnthropicCodec ANTHROPIC = new AnthropicCodec();
  private static final InvokeCodec CLAUDE_ON_BEDROCK = new InvokeCodec();
  private static final RawPredictCodec CLAUDE_ON_VERTEX = new RawPredictCodec();
  private static final BedrockCodec BEDROCK = new BedrockCodec();
  private static final CohereCodec COHERE = new CohereCodec();

  /** One line each: the codec for a type of AIProvider, no type being the dialect as its maker has it. */
  private static final Map<Dialect, Function<String, ProviderCodec>> CODECS = Map.ofEntries(
      entry(Dialect.OPENAI_CHAT, OpenAiCodec::of),
      entry(Dialect.OPENAI_COMPLETIONS, CompletionsCodec::of),
      entry(Dialect.OPENAI_RESPONSES, ResponsesCodec::of),
      entry(Dialect.ANTHROPIC_MESSAGES, Dialects::anthropic),
      entry(Dialect.BEDROCK_CONVERSE, type -> BEDROCK),
      entry(Dialect.GEMINI, GeminiCodec::of),
      entry(Dialect.COHERE, type -> COHERE));

  private static final Map<Dialect, ChatCodec> CLIENTS = clients();

  private static final Set<String> OWN_HEADERS = ownHeaders();

  private static ProviderCodec anthropic(String type) {
    return switch (type) {
      case "AWSBedrock" -> CLAUDE_ON_BEDROCK;
      case "GoogleVertexAI" -> CLAUDE_ON_VERTEX;
      default -> ANTHROPIC;
    };
  }

  private static Map<Dialect, ChatCodec> clients() {
    Map<Dialect, ChatCodec> clients = new EnumMap<>(Dialect.class);
    CODECS.forEach((dialect, codec) -> {
      if (codec.apply(ITS_MAKERS) instanceof ChatCodec client) {
        clients.put(dialect, client);
      }
    });
    return clients;
  }

  private static Set<String> ownHeaders() {
    Set<String> headers = new TreeSet<>();
    CODECS.values().forEach(codec -> headers.addAll(codec.apply(ITS_MAKERS).ownHeaders()));
    return Collections.unmodifiableSet(headers);
  }

  /** All request headers that only some dialects know. */
  static Set<String> allOwnHeaders() {
    return OWN_HEADERS;
  }

  /** Of those that have a wire schema. */
  static Set<Dialect> all() {
    return CODECS.keySet();
  }

  /** Of those that callers may speak. */
  static Set<Dialect> callers() {
    return CLIENTS.keySet();
  }

  /** @param type of the AIProvider */
  static ProviderCodec provider(Dialect dialect, String type) {
    Function<String, ProviderCodec> codec = CODECS.get(dialect);
    if (codec == null) {
      throw new IllegalArgumentException("no wire schema: " + dialect);
    }
    return codec.apply(type);
  }

  /**
   * The wire schema for a call: a provider may have the caller's own beside the one that it is configured with.
   *
   * @param configured the provider's
   */
  static Dialect spoken(Call call, Dialect configured, String type, String model) {
    boolean completes = call.dialect() == Dialect.OPENAI_COMPLETIONS
        && configured == Dialect.OPENAI_CHAT
        && OpenAiCodec.of(type).completes(model);
    return completes ? Dialect.OPENAI_COMPLETIONS : configured;
  }

  static ProviderCodec provider(Attempt attempt) {
    return provider(attempt.dialect(), attempt.provider().getType());
  }

  /** How the provider of an attempt counts tokens; null: it does not. */
  static @Nullable TokenCounter counter(Attempt attempt) {
    return attempt.dialect() == Dialect.ECHO
        ? null
        : provider(attempt).counter(attempt.provider().getType(), attempt.targetModel());
  }

  /** How a caller is told of a count that it asked for. */
  static TokenCounter asked(Attempt attempt) {
    TokenCounter asked = client(attempt.client()).counter("", "");
    if (asked == null) {
      throw new IllegalArgumentException("no counts in this dialect: " + attempt.client());
    }
    return asked;
  }

  static ChatCodec client(Dialect dialect) {
    ChatCodec client = CLIENTS.get(dialect);
    if (client == null) {
      throw new IllegalArgumentException("no dialect of callers: " + dialect);
    }
    return client;
  }

  private Dialects() {}
}
