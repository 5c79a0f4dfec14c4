package dev.airoute.examples.client;

/** An SDK that talks to a gateway (or straight to a provider). Any thread. */
public sealed interface ChatClient extends AutoCloseable
    permits OpenAiSdk, ResponsesSdk, AnthropicSdk {
  /** Asks for a whole answer. */
  Turn ask(Prompt prompt);

  /** Asks for a stream, lets the SDK validate every event and put them together. */
  Turn stream(Prompt prompt);

  default Turn send(Prompt prompt, boolean streaming) {
    return streaming ? stream(prompt) : ask(prompt);
  }

  @Override
  void close();
}
