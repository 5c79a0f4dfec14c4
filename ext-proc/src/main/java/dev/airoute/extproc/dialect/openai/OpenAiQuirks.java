package dev.airoute.extproc.dialect.openai;

import static dev.airoute.extproc.dialect.openai.OpenAiQuirks.Quirk.*;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one vendor of this dialect wants differently in a request. A new vendor is a row in {@link #of}.
 *
 * @param vendor for messages
 * @param unsupported fields that are refused or ignored there
 */
record OpenAiQuirks(String vendor, Set<Quirk> quirks, Set<String> unsupported) {
  OpenAiQuirks {
    quirks = Set.copyOf(quirks);
    unsupported = Set.copyOf(unsupported);
  }

  /** One thing to do differently. */
  enum Quirk {
    /** The cap is {@code max_completion_tokens}; elsewhere it is {@code max_tokens}. */
    MAX_COMPLETION_TOKENS,
    /** The role {@code developer} is known; elsewhere it is {@code system}. */
    DEVELOPER_ROLE,
    /** The end user's id is {@code safety_identifier}; elsewhere it is {@code user}. */
    SAFETY_IDENTIFIER,
    /** The seed is {@code random_seed}. */
    RANDOM_SEED,
    /** Content is one string wherever it is only text. */
    FLAT_TEXT,
    /** Anthropic's cache markers are understood. */
    CACHE_CONTROL,
    /** Ids of tool calls have exactly nine letters or digits. */
    SHORT_TOOL_IDS,
    /** Earlier thinking goes back as a string {@code reasoning_content}. */
    REPLAYS_REASONING_CONTENT,
    /** Earlier thinking goes back as a string {@code reasoning}. */
    REPLAYS_REASONING,
    /** Earlier thinking goes back as a list {@code reasoning_details}, signatures included. */
    REPLAYS_REASONING_DETAILS,
    /** Earlier thinking goes back as content parts of type {@code thinking}. */
    REPLAYS_THINKING_PARTS,
    /** {@code reasoning_effort} is {@code high} or {@code none}. */
    EFFORT_ON_OR_OFF,
    /** The wish to think is an object {@code reasoning}. */
    REASONING_OBJECT,
    /** Tools may take free text instead of JSON. */
    FREE_FORM_TOOLS,
    /** There are legacy completions, for all models. */
    COMPLETIONS,
    /** There are legacy completions, for models that cannot chat only. */
    COMPLETIONS_OF_BASE_MODELS
  }

  /** @param type of the AIProvider */
  static OpenAiQuirks of(String type) {
    return switch (type) {
      case "OpenAI" ->
        row(
            type,
            List.of("top_k"),
            MAX_COMPLETION_TOKENS,
            DEVELOPER_ROLE,
            SAFETY_IDENTIFIER,
            FREE_FORM_TOOLS,
            COMPLETIONS_OF_BASE_MODELS);
      case "AzureOpenAI" ->
        row(type, List.of("top_k"), MAX_COMPLETION_TOKENS, DEVELOPER_ROLE, FREE_FORM_TOOLS);
      // Answers 422 to any field it does not know: https://docs.mistral.ai/api/endpoint/chat
      case "Mistral" ->
        row(
            type,
            List.of(
                "user",
                "safety_identifier",
                "top_k",
                "logprobs",
                "top_logprobs",
                "logit_bias",
                "stream_options",
                "prompt_cache_key",
                "prompt_cache_retention",
                "store",
                "service_tier",
                "verbosity"),
            RANDOM_SEED,
            SHORT_TOOL_IDS,
            REPLAYS_THINKING_PARTS,
            EFFORT_ON_OR_OFF);
      // Wants its thinking back in turns with tools:
      // https://api-docs.deepseek.com/guides/thinking_mode
      case "DeepSeek" ->
        row(type, List.of("top_k"), FLAT_TEXT, REPLAYS_REASONING_CONTENT, COMPLETIONS);
      // https://openrouter.ai/docs/guides/best-practices/reasoning-tokens
      case "OpenRouter" ->
        row(
            type,
            List.of(),
            CACHE_CONTROL,
            REPLAYS_REASONING_DETAILS,
            REASONING_OBJECT,
            COMPLETIONS);
      case "Groq" -> row(type, List.of("top_k", "logprobs", "top_logprobs", "logit_bias"));
      case "XAI" -> row(type, List.of("top_k"), COMPLETIONS);
      case "Ollama" ->
        row(
            type,
            List.of("top_k", "tool_choice", "n", "logit_bias"),
            REPLAYS_REASONING,
            COMPLETIONS);
      case "VLLM", "LlamaCpp" -> row(type, List.of(), REPLAYS_REASONING_CONTENT, COMPLETIONS);
      case "Together", "Fireworks", "OpenAICompatible" -> row(type, List.of(), COMPLETIONS);
      default -> row(type, List.of());
    };
  }

  private static OpenAiQuirks row(String vendor, List<String> unsupported, Quirk... quirks) {
    Set<Quirk> set = EnumSet.noneOf(Quirk.class);
    set.addAll(List.of(quirks));
    return new OpenAiQuirks(vendor, set, Set.copyOf(unsupported));
  }

  boolean has(Quirk quirk) {
    return quirks.contains(quirk);
  }

  /** Whether the vendor knows this top-level field. */
  boolean takes(String field) {
    return !unsupported.contains(field);
  }

  /** Whether the vendor has legacy completions for a model. @see <a href="https://platform.openai.com/docs/models">models</a> */
  boolean completes(String model) {
    String base = model.startsWith("ft:") ? model.substring("ft:".length()) : model;
    boolean old = base.startsWith("gpt-3.5-turbo-instruct")
        || base.startsWith("babbage-002")
        || base.startsWith("davinci-002");
    return has(COMPLETIONS) || has(COMPLETIONS_OF_BASE_MODELS) && old;
  }

  /** Top-level fields of OpenAI's own that are called otherwise there. */
  Map<String, String> renamed() {
    if (has(MAX_COMPLETION_TOKENS)) {
      return Map.of();
    }
    return has(RANDOM_SEED)
        ? Map.of("max_completion_tokens", "max_tokens", "seed", "random_seed")
        : Map.of("max_completion_tokens", "max_tokens");
  }
}
