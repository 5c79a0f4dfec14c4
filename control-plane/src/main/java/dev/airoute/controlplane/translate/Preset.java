package dev.airoute.controlplane.translate;

import dev.airoute.api.ProviderApi;
import dev.airoute.api.ProviderType;
import dev.airoute.controlplane.ir.Dialect;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a provider's type stands for, as data.
 *
 * @param apis the wire schemas to choose from
 * @param api the one without a choice
 * @param host of the vendor, over HTTPS; null: the user's own server, whose address must be given
 * @param pathPrefix in front of the schema's own path where the address names no path
 * @param header that carries an API key
 * @param prefix of its value
 */
record Preset(
    Map<ProviderApi, Dialect> apis,
    ProviderApi api,
    @Nullable String host,
    String pathPrefix,
    String header,
    String prefix) {
  private static final Map<ProviderApi, Dialect> CHAT =
      Map.of(ProviderApi.CHAT_COMPLETIONS, Dialect.OPENAI_CHAT);
  private static final Map<ProviderApi, Dialect> MESSAGES =
      Map.of(ProviderApi.MESSAGES, Dialect.ANTHROPIC_MESSAGES);
  private static final Map<ProviderApi, Dialect> GENERATE_CONTENT =
      Map.of(ProviderApi.GEMINI, Dialect.GEMINI);

  /** Nothing for types that this version does not serve, and for Echo, which has no upstream. */
  static Optional<Preset> of(ProviderType type) {
    return switch (type) {
      case OPENAI -> openaiLike("api.openai.com", "/v1");
      case MISTRAL -> openaiLike("api.mistral.ai", "/v1");
      case GROQ -> openaiLike("api.groq.com", "/openai/v1");
      case DEEPSEEK -> openaiLike("api.deepseek.com", "");
      case XAI -> openaiLike("api.x.ai", "/v1");
      case OPENROUTER -> openaiLike("openrouter.ai", "/api/v1");
      case TOGETHER -> openaiLike("api.together.xyz", "/v1");
      case FIREWORKS -> openaiLike("api.fireworks.ai", "/inference/v1");
      case OLLAMA, VLLM, LLAMA_CPP, OPENAI_COMPATIBLE -> openaiLike(null, "/v1");
      case ANTHROPIC ->
        Optional.of(
            new Preset(MESSAGES, ProviderApi.MESSAGES, "api.anthropic.com", "", "x-api-key", ""));
      case GOOGLE_AI_STUDIO ->
        Optional.of(new Preset(
            GENERATE_CONTENT,
            ProviderApi.GEMINI,
            "generativelanguage.googleapis.com",
            "/v1beta",
            "x-goog-api-key",
            ""));
      case AZURE_OPENAI, AWS_BEDROCK, AWS_SAGEMAKER, GOOGLE_VERTEX_AI, COHERE, ECHO ->
        Optional.empty();
    };
  }

  private static Optional<Preset> openaiLike(@Nullable String host, String pathPrefix) {
    return Optional.of(new Preset(
        CHAT, ProviderApi.CHAT_COMPLETIONS, host, pathPrefix, "authorization", "Bearer "));
  }
}
