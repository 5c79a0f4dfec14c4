package dev.airoute.controlplane.translate;

import dev.airoute.api.AIProvider;
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
 * @param api the one without a choice; null: there is none to choose
 * @param only the wire schema then; null otherwise
 * @param host of the vendor, over HTTPS; null: the user's own server, whose address must be given
 * @param base of the vendor's paths, for addresses that name no path
 * @param place behind the base or the address's path: what names project, region and the like in paths
 * @param header that carries an API key
 * @param prefix of its value
 */
record Preset(
    Map<ProviderApi, Dialect> apis,
    @Nullable ProviderApi api,
    @Nullable Dialect only,
    @Nullable String host,
    String base,
    String place,
    String header,
    String prefix) {
  private static final Map<ProviderApi, Dialect> CHAT =
      Map.of(ProviderApi.CHAT_COMPLETIONS, Dialect.OPENAI_CHAT);
  private static final Map<ProviderApi, Dialect> CHAT_OR_RESPONSES = Map.of(
      ProviderApi.CHAT_COMPLETIONS, Dialect.OPENAI_CHAT,
      ProviderApi.RESPONSES, Dialect.OPENAI_RESPONSES);
  private static final Map<ProviderApi, Dialect> MESSAGES =
      Map.of(ProviderApi.MESSAGES, Dialect.ANTHROPIC_MESSAGES);
  private static final Map<ProviderApi, Dialect> GENERATE_CONTENT =
      Map.of(ProviderApi.GEMINI, Dialect.GEMINI);
  private static final Map<ProviderApi, Dialect> VERTEX =
      Map.of(ProviderApi.GEMINI, Dialect.GEMINI, ProviderApi.ANTHROPIC, Dialect.ANTHROPIC_MESSAGES);
  private static final Map<ProviderApi, Dialect> BEDROCK_RUNTIME = Map.of(
      ProviderApi.CONVERSE, Dialect.BEDROCK_CONVERSE,
      ProviderApi.INVOKE_MODEL, Dialect.ANTHROPIC_MESSAGES);
  private static final Map<ProviderApi, Dialect> BEDROCK_MANTLE =
      Map.of(ProviderApi.OPENAI, Dialect.OPENAI_CHAT);

  Preset(
      Map<ProviderApi, Dialect> apis,
      ProviderApi api,
      @Nullable String host,
      String base,
      String place,
      String header,
      String prefix) {
    this(apis, api, null, host, base, place, header, prefix);
  }

  /** Nothing for types that this version does not serve, and for Echo, which has no upstream. */
  static Optional<Preset> of(AIProvider.Spec spec) {
    return switch (spec.type()) {
      case OPENAI -> openai("api.openai.com");
      case MISTRAL -> openaiLike("api.mistral.ai", "/v1");
      case GROQ -> openaiLike("api.groq.com", "/openai/v1");
      case DEEPSEEK -> openaiLike("api.deepseek.com", "");
      case XAI -> openaiLike("api.x.ai", "/v1");
      case OPENROUTER -> openaiLike("openrouter.ai", "/api/v1");
      case TOGETHER -> openaiLike("api.together.xyz", "/v1");
      case FIREWORKS -> openaiLike("api.fireworks.ai", "/inference/v1");
      case OPENAI_COMPATIBLE -> openai(null);
      case OLLAMA, VLLM, LLAMA_CPP -> openaiLike(null, "/v1");
      case ANTHROPIC ->
        Optional.of(new Preset(
            MESSAGES, ProviderApi.MESSAGES, "api.anthropic.com", "", "", "x-api-key", ""));
      case GOOGLE_AI_STUDIO ->
        Optional.of(new Preset(
            GENERATE_CONTENT,
            ProviderApi.GEMINI,
            "generativelanguage.googleapis.com",
            "/v1beta",
            "",
            "x-goog-api-key",
            ""));
      case GOOGLE_VERTEX_AI -> Optional.of(vertex(spec));
      case AWS_BEDROCK -> Optional.of(bedrock(spec));
      case COHERE ->
        Optional.of(new Preset(
            Map.of(), null, Dialect.COHERE, "api.cohere.com", "", "", "authorization", "Bearer "));
      case AZURE_OPENAI, AWS_SAGEMAKER, ECHO -> Optional.empty();
    };
  }

  /** Both of OpenAI's schemas. */
  private static Optional<Preset> openai(@Nullable String host) {
    return Optional.of(openaiLike(CHAT_OR_RESPONSES, host, "/v1"));
  }

  private static Optional<Preset> openaiLike(@Nullable String host, String base) {
    return Optional.of(openaiLike(CHAT, host, base));
  }

  private static Preset openaiLike(
      Map<ProviderApi, Dialect> apis, @Nullable String host, String base) {
    return new Preset(
        apis, ProviderApi.CHAT_COMPLETIONS, host, base, "", "authorization", "Bearer ");
  }

  /**
   * An API key stands for its project ("express mode"), so that paths with one name neither.
   *
   * @see <a href="https://cloud.google.com/vertex-ai/generative-ai/docs/learn/locations">locations</a>
   */
  private static Preset vertex(AIProvider.Spec spec) {
    AIProvider.Gcp gcp = spec.gcp();
    boolean express = spec.credentials() != null && spec.credentials().apiKey() != null;
    return new Preset(
        VERTEX,
        ProviderApi.GEMINI,
        gcp == null ? null : vertexHost(gcp.location()),
        "/v1",
        gcp == null || express ? "" : "/projects/" + gcp.project() + "/locations/" + gcp.location(),
        "x-goog-api-key",
        "");
  }

  private static String vertexHost(String location) {
    return switch (location) {
      case "global" -> "aiplatform.googleapis.com";
      case "eu", "us" -> "aiplatform." + location + ".rep.googleapis.com";
      default -> location + "-aiplatform.googleapis.com";
    };
  }

  /**
   * OpenAI's paths have a host of their own, so that a provider speaks either those or the runtime's. An API key of Bedrock is a
   * bearer token.
   *
   * @see <a href="https://docs.aws.amazon.com/general/latest/gr/bedrock.html">endpoints</a>
   */
  private static Preset bedrock(AIProvider.Spec spec) {
    String region = spec.aws() == null ? null : spec.aws().region();
    if (spec.api() == ProviderApi.OPENAI) {
      return new Preset(
          BEDROCK_MANTLE,
          ProviderApi.OPENAI,
          region == null ? null : "bedrock-mantle." + region + ".api.aws",
          "/openai/v1",
          "",
          "authorization",
          "Bearer ");
    }
    return new Preset(
        BEDROCK_RUNTIME,
        ProviderApi.CONVERSE,
        region == null ? null : "bedrock-runtime." + region + "." + awsDomain(region),
        "",
        "",
        "authorization",
        "Bearer ");
  }

  private static String awsDomain(String region) {
    if (region.startsWith("cn-")) {
      return "amazonaws.com.cn";
    }
    return region.startsWith("eusc-") ? "amazonaws.eu" : "amazonaws.com";
  }

  /** The member of a spec that its type needs and that is not there. */
  static Optional<String> missing(AIProvider.Spec spec) {
    if (spec.type() == ProviderType.GOOGLE_VERTEX_AI && spec.gcp() == null) {
      return Optional.of("spec.gcp");
    }
    return spec.type() == ProviderType.AWS_BEDROCK && spec.aws() == null
        ? Optional.of("spec.aws")
        : Optional.empty();
  }

  /** The wire schema to speak; nothing where the type does not speak it. @param asked null: without a choice */
  Optional<Dialect> dialect(@Nullable ProviderApi asked) {
    ProviderApi chosen = asked == null ? api : asked;
    return Optional.ofNullable(chosen == null ? only : apis.get(chosen));
  }

  /** In front of the schema's own paths. @param path that an address names, without a slash at its end; null: none */
  String pathPrefix(@Nullable String path) {
    return (path == null ? base : path) + place;
  }
}
