package dev.airoute.examples;

import dev.airoute.examples.client.ChatClient;
import dev.airoute.examples.client.Prompt;
import dev.airoute.examples.client.Turn;
import dev.airoute.examples.provider.FakeProvider;
import dev.airoute.examples.provider.Received;
import dev.airoute.examples.provider.Script;
import java.util.stream.Stream;

/** A client's dialect, a provider's dialect, and whether the answer streams. */
record Pair(String client, String provider, boolean streaming) {
  static Stream<Pair> all() {
    return Stream.of(World.OPENAI_CLIENT, World.ANTHROPIC_CLIENT)
        .flatMap(client -> Stream.of("openai", "anthropic")
            .flatMap(provider ->
                Stream.of(new Pair(client, provider, false), new Pair(client, provider, true))));
  }

  static Stream<Pair> streamed() {
    return all().filter(Pair::streaming);
  }

  boolean fromOpenAi() {
    return client.equals(World.OPENAI_CLIENT);
  }

  boolean toOpenAi() {
    return provider.equals("openai");
  }

  /** A name that leads to the provider, for this pair and scene alone. */
  String model(String scene) {
    return "%s-%s-from-%s%s"
        .formatted(toOpenAi() ? "gpt" : "claude", scene, client, streaming ? "-streamed" : "");
  }

  FakeProvider provider(World world) {
    return toOpenAi() ? world.openAi : world.anthropic;
  }

  /** Scripts the provider for this pair's model of that scene, and starts a prompt to it. */
  Prompt prompt(World world, String scene, String text, Script... scripts) {
    if (scripts.length > 0) {
      provider(world).on(model(scene), scripts);
    }
    return Prompt.of(model(scene), text);
  }

  Turn send(World world, Prompt prompt) {
    ChatClient sdk = world.client(client);
    return sdk.send(prompt, streaming);
  }

  /** The only request that the provider got for that scene. */
  Received received(World world, String scene) {
    return provider(world).ledger().only(model(scene));
  }

  @Override
  public String toString() {
    return client + " client, " + provider + " provider, " + (streaming ? "SSE" : "JSON");
  }
}
