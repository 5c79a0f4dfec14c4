package dev.airoute.extproc.dialect;

import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.dialect.anthropic.AnthropicCodec;
import dev.airoute.extproc.dialect.bedrock.BedrockCodec;
import dev.airoute.extproc.dialect.bedrock.BedrockPath;
import dev.airoute.extproc.dialect.bedrock.InvokeCodec;
import dev.airoute.extproc.dialect.cohere.CohereCodec;
import dev.airoute.extproc.dialect.completions.CompletionsCodec;
import dev.airoute.extproc.dialect.gemini.GeminiCodec;
import dev.airoute.extproc.dialect.gemini.GeminiPath;
import dev.airoute.extproc.dialect.openai.OpenAiCodec;
import dev.airoute.extproc.dialect.responses.ResponsesCodec;
import dev.airoute.extproc.dialect.vertex.RawPredictCodec;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The dialects: one entry each. */
final class Dialects {
  /**
   * @param client for callers; null: no caller speaks it yet
   * @param provider by the type of the AIProvider
   * @param path behind the provider's prefix
   * @param headers that every request to a provider needs
   * @param ownHeaders request headers that only this dialect knows
   */
  record Entry(
      @Nullable ChatCodec client,
      Function<String, ProviderCodec> provider,
      Path path,
      Headers headers,
      List<String> ownHeaders) {}

  /** Where a request goes. */
  @FunctionalInterface
  interface Path {
    /**
     * @param type of the AIProvider
     * @param model the provider's name of the model
     * @param stream whether the answer is to be streamed
     */
    String of(String type, String model, boolean stream);
  }

  /** What headers a request needs. */
  @FunctionalInterface
  interface Headers {
    /** @param type of the AIProvider */
    Map<String, String> of(String type);
  }

  /** Types of AIProviders that serve other makers' schemas, too. */
  private static final String BEDROCK = "AWSBedrock";

  private static final String VERTEX = "GoogleVertexAI";

  private static final AnthropicCodec ANTHROPIC = new AnthropicCodec();

  private static final Entry OPENAI_CHAT = new Entry(
      OpenAiCodec.of("OpenAI"),
      OpenAiCodec::of,
      (type, model, stream) -> "/chat/completions",
      type -> Map.of(),
      List.of("openai-beta"));

  private static final Entry OPENAI_RESPONSES = new Entry(
      ResponsesCodec.of("OpenAI"),
      ResponsesCodec::of,
      (type, model, stream) -> "/responses",
      type -> Map.of(),
      List.of("openai-beta"));
  private static final InvokeCodec ON_BEDROCK = new InvokeCodec();
  private static final RawPredictCodec ON_VERTEX = new RawPredictCodec();

  private static final Entry ANTHROPIC_MESSAGES = new Entry(
      ANTHROPIC,
      type -> switch (type) {
        case BEDROCK -> ON_BEDROCK;
        case VERTEX -> ON_VERTEX;
        default -> ANTHROPIC;
      },
      (type, model, stream) -> switch (type) {
        case BEDROCK -> BedrockPath.invoke(model, stream);
        case VERTEX -> RawPredictCodec.path(model, stream);
        default -> "/v1/messages";
      },
      type -> switch (type) {
        case BEDROCK, VERTEX -> Map.of();
        default -> Map.of("anthropic-version", "2023-06-01");
      },
      List.of("anthropic-version", "anthropic-beta", "anthropic-dangerous-direct-browser-access"));

  private static final Entry GENERATE_CONTENT = new Entry(
      GeminiCodec.of("GoogleAIStudio"),
      GeminiCodec::of,
      GeminiPath::of,
      type -> Map.of(),
      List.of());

  private static final CohereCodec COHERE_CODEC = new CohereCodec();

  private static final Entry COHERE_CHAT = new Entry(
      null, type -> COHERE_CODEC, (type, model, stream) -> "/v2/chat", type -> Map.of(), List.of());
  private static final BedrockCodec CONVERSING = new BedrockCodec();

  private static final Entry CONVERSE = new Entry(
      null,
      type -> CONVERSING,
      (type, model, stream) -> BedrockPath.converse(model, stream),
      type -> Map.of(),
      List.of());

  private static final Entry LEGACY_COMPLETIONS = new Entry(
      CompletionsCodec.of("OpenAI"),
      CompletionsCodec::of,
      (type, model, stream) -> CompletionsCodec.path(type),
      type -> Map.of(),
      List.of());

  static Entry of(Dialect dialect) {
    return switch (dialect) {
      case OPENAI_CHAT -> OPENAI_CHAT;
      case ANTHROPIC_MESSAGES -> ANTHROPIC_MESSAGES;
      case GEMINI -> GENERATE_CONTENT;
      case COHERE -> COHERE_CHAT;
      case BEDROCK_CONVERSE -> CONVERSE;
      case OPENAI_COMPLETIONS -> LEGACY_COMPLETIONS;
      case OPENAI_RESPONSES -> OPENAI_RESPONSES;
      case ECHO, DIALECT_UNSPECIFIED, UNRECOGNIZED ->
        throw new IllegalArgumentException("no wire schema: " + dialect);
    };
  }

  static List<Entry> all() {
    return List.of(
        OPENAI_CHAT,
        OPENAI_RESPONSES,
        ANTHROPIC_MESSAGES,
        GENERATE_CONTENT,
        COHERE_CHAT,
        CONVERSE,
        LEGACY_COMPLETIONS);
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
    return of(attempt.dialect()).provider().apply(attempt.provider().getType());
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
    ChatCodec client = of(dialect).client();
    if (client == null) {
      throw new IllegalArgumentException("no dialect of callers: " + dialect);
    }
    return client;
  }

  private Dialects() {}
}
