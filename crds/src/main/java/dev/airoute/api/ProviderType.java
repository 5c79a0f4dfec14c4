package dev.airoute.api;

import com.fasterxml.jackson.annotation.JsonValue;

/** A preset: wire schema, default address, path rules, credential header, known quirks. */
public enum ProviderType {
  OPENAI("OpenAI"),
  AZURE_OPENAI("AzureOpenAI"),
  ANTHROPIC("Anthropic"),
  AWS_BEDROCK("AWSBedrock"),
  AWS_SAGEMAKER("AWSSageMaker"),
  GOOGLE_AI_STUDIO("GoogleAIStudio"),
  GOOGLE_VERTEX_AI("GoogleVertexAI"),
  COHERE("Cohere"),
  MISTRAL("Mistral"),
  GROQ("Groq"),
  DEEPSEEK("DeepSeek"),
  XAI("XAI"),
  OPENROUTER("OpenRouter"),
  TOGETHER("Together"),
  FIREWORKS("Fireworks"),
  OLLAMA("Ollama"),
  VLLM("VLLM"),
  LLAMA_CPP("LlamaCpp"),
  OPENAI_COMPATIBLE("OpenAICompatible"),
  ECHO("Echo");

  private final String value;

  ProviderType(String value) {
    this.value = value;
  }

  /** As users write it. */
  @JsonValue
  public String value() {
    return value;
  }

  @Override
  public String toString() {
    return value;
  }
}
