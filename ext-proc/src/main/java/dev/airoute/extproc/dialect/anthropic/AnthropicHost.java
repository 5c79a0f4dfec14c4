package dev.airoute.extproc.dialect.anthropic;

import org.jspecify.annotations.Nullable;

/** Who serves Claude by Anthropic's schema. Clouds have the model in the path, and their own copies of the schema. */
public enum AnthropicHost {
  ANTHROPIC(null),
  /** Bedrock's InvokeModel. */
  BEDROCK("bedrock-2023-05-31"),
  /** Vertex AI's rawPredict. */
  VERTEX("vertex-2023-10-16");

  private final @Nullable String version;

  AnthropicHost(@Nullable String version) {
    this.version = version;
  }

  /** {@code anthropic_version} of the body; null: it is a header. */
  @Nullable
  String version() {
    return version;
  }

  /** Whether the body says which model. */
  boolean namesModel() {
    return this == ANTHROPIC;
  }

  /** Whether the body says that a stream is wanted. */
  boolean saysStream() {
    return this != BEDROCK;
  }

  /** Whether it fetches what a message names by its address. */
  boolean fetches() {
    return this == ANTHROPIC;
  }

  /** Whether it knows {@code strict} of tools. */
  boolean takesStrict(ClaudeModel model) {
    return switch (this) {
      case ANTHROPIC -> true;
      case BEDROCK -> takesSchemas(model);
      case VERTEX -> false;
    };
  }

  /** Whether it knows schemas of answers: from Opus 4.7 and the fifth generation on, Bedrock's copy does not. */
  public boolean takesSchemas(ClaudeModel model) {
    boolean opus = model.family().equals("opus") && model.version() >= 407;
    return this != BEDROCK || model.version() < 500 && !opus;
  }
}
