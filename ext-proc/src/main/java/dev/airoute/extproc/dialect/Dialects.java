package dev.airoute.extproc.dialect;

import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.dialect.anthropic.AnthropicCodec;
import dev.airoute.extproc.dialect.openai.OpenAiCodec;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The dialects: one entry each. */
final class Dialects {
  /**
   * @param client for callers
   * @param provider by the type of the AIProvider
   * @param path behind the provider's prefix
   * @param headers that every request to a provider needs
   * @param ownHeaders request headers that only this dialect knows
   */
  record Entry(
      ChatCodec client,
      Function<String, ChatCodec> provider,
      String path,
      Map<String, String> headers,
      List<String> ownHeaders) {}

  private static final AnthropicCodec ANTHROPIC = new AnthropicCodec();

  private static final Entry OPENAI_CHAT = new Entry(
      OpenAiCodec.of("OpenAI"),
      OpenAiCodec::of,
      "/chat/completions",
      Map.of(),
      List.of("openai-beta"));

  private static final Entry ANTHROPIC_MESSAGES = new Entry(
      ANTHROPIC,
      type -> ANTHROPIC,
      "/v1/messages",
      Map.of("anthropic-version", "2023-06-01"),
      List.of("anthropic-version", "anthropic-beta", "anthropic-dangerous-direct-browser-access"));

  static Entry of(Dialect dialect) {
    return switch (dialect) {
      case OPENAI_CHAT -> OPENAI_CHAT;
      case ANTHROPIC_MESSAGES -> ANTHROPIC_MESSAGES;
      case ECHO, DIALECT_UNSPECIFIED, UNRECOGNIZED ->
        throw new IllegalArgumentException("no wire schema: " + dialect);
    };
  }

  static List<Entry> all() {
    return List.of(OPENAI_CHAT, ANTHROPIC_MESSAGES);
  }

  static ChatCodec client(Dialect dialect) {
    return of(dialect).client();
  }

  private Dialects() {}
}
