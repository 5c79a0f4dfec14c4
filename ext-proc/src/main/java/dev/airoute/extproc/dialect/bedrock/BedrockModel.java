package dev.airoute.extproc.dialect.bedrock;

import static dev.airoute.extproc.dialect.bedrock.BedrockModel.Trait.*;

import dev.airoute.extproc.dialect.anthropic.AnthropicHost;
import dev.airoute.extproc.dialect.anthropic.ClaudeModel;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Whose model it is and what it takes, as far as its id tells: {@code us.anthropic.claude-sonnet-4-5-20250929-v1:0}, or an
 * ARN that ends in such an id.
 *
 * @param id in lower case, without what an ARN has in front
 */
record BedrockModel(Family family, String id, ClaudeModel claude) {
  /** What a family of models takes that others refuse. */
  enum Trait {
    CACHE,
    CACHE_OF_TOOLS,
    /** Images and documents within a tool's result. */
    MEDIA_IN_RESULTS,
    /** What may stand beside results in one message. */
    TEXT_BESIDE_RESULTS,
    IMAGES_BESIDE_RESULTS,
    DOCUMENTS_BESIDE_RESULTS,
    /** A conversation that the assistant begins. */
    ASSISTANT_FIRST,
    /** Whether a tool failed. */
    RESULT_STATUS,
    /** Results as text, not as JSON objects. */
    TEXT_RESULTS,
    /** Must call some tool. */
    FORCED_CALLS,
    /** Claude's own parameters and reasoning. */
    CLAUDES_FIELDS,
    AUDIO
  }

  /** Makers by the families of their models; tried against Bedrock by several open-source clients. */
  enum Family {
    CLAUDE(
        CACHE,
        CACHE_OF_TOOLS,
        MEDIA_IN_RESULTS,
        TEXT_BESIDE_RESULTS,
        IMAGES_BESIDE_RESULTS,
        ASSISTANT_FIRST,
        RESULT_STATUS,
        TEXT_RESULTS,
        FORCED_CALLS,
        CLAUDES_FIELDS),
    NOVA(
        CACHE,
        MEDIA_IN_RESULTS,
        TEXT_BESIDE_RESULTS,
        IMAGES_BESIDE_RESULTS,
        DOCUMENTS_BESIDE_RESULTS,
        RESULT_STATUS,
        TEXT_RESULTS,
        FORCED_CALLS,
        AUDIO),
    LLAMA(MEDIA_IN_RESULTS, TEXT_RESULTS),
    MISTRAL(FORCED_CALLS, AUDIO),
    COHERE(TEXT_BESIDE_RESULTS, TEXT_RESULTS, FORCED_CALLS),
    QWEN(TEXT_BESIDE_RESULTS, IMAGES_BESIDE_RESULTS, ASSISTANT_FIRST, TEXT_RESULTS, FORCED_CALLS),
    /** Z.AI and Moonshot. */
    GLM_OR_KIMI(TEXT_BESIDE_RESULTS, ASSISTANT_FIRST, TEXT_RESULTS, FORCED_CALLS),
    WRITER(TEXT_RESULTS),
    OPENAI(
        TEXT_BESIDE_RESULTS,
        IMAGES_BESIDE_RESULTS,
        DOCUMENTS_BESIDE_RESULTS,
        TEXT_RESULTS,
        FORCED_CALLS),
    OTHER(
        TEXT_BESIDE_RESULTS,
        IMAGES_BESIDE_RESULTS,
        DOCUMENTS_BESIDE_RESULTS,
        TEXT_RESULTS,
        FORCED_CALLS,
        AUDIO),
    /** An application's inference profile, an imported model: it may be anybody's. */
    UNKNOWN(
        CACHE,
        CACHE_OF_TOOLS,
        MEDIA_IN_RESULTS,
        TEXT_BESIDE_RESULTS,
        IMAGES_BESIDE_RESULTS,
        DOCUMENTS_BESIDE_RESULTS,
        RESULT_STATUS,
        TEXT_RESULTS,
        FORCED_CALLS,
        CLAUDES_FIELDS,
        AUDIO);

    private final Set<Trait> traits;

    Family(Trait first, Trait... more) {
      traits = EnumSet.of(first, more);
    }
  }

  static BedrockModel of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String id = lower.substring(lower.lastIndexOf('/') + 1);
    return new BedrockModel(family(id), id, ClaudeModel.of(id));
  }

  /** The maker is the first word, or the second behind a region's, as in {@code eu.amazon.nova-lite-v1:0}. */
  private static Family family(String id) {
    String[] words = id.split("\\.", 3);
    for (int i = 0; i < words.length - 1; i++) {
      Family family = ofMaker(words[i]);
      if (family != Family.OTHER) {
        return family;
      }
    }
    if (id.contains("claude")) {
      return Family.CLAUDE;
    }
    return words.length > 1 ? Family.OTHER : Family.UNKNOWN;
  }

  private static Family ofMaker(String word) {
    return switch (word) {
      case "anthropic" -> Family.CLAUDE;
      case "amazon" -> Family.NOVA;
      case "meta" -> Family.LLAMA;
      case "mistral" -> Family.MISTRAL;
      case "cohere" -> Family.COHERE;
      case "qwen" -> Family.QWEN;
      case "zai", "moonshot", "moonshotai" -> Family.GLM_OR_KIMI;
      case "writer" -> Family.WRITER;
      case "openai" -> Family.OPENAI;
      default -> Family.OTHER;
    };
  }

  boolean takes(Trait trait) {
    return family.traits.contains(trait);
  }

  /** Whether {@code strict} and schemas of answers are known for it. */
  boolean takesSchemas() {
    return AnthropicHost.BEDROCK.takesSchemas(claude);
  }
}
