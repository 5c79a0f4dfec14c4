package dev.airoute.examples.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to ask, in no dialect.
 *
 * @param choice a tool's name, {@code required} or {@code none}; null says nothing
 * @param schema of the answer, null when it is free
 * @param thinking budget in tokens, 0 for none
 * @param usage whether an OpenAI client asks for usage in a stream
 */
public record Prompt(
    String model,
    List<String> system,
    List<Said> said,
    List<Tool> tools,
    @Nullable String choice,
    List<String> stop,
    long maxTokens,
    @Nullable Map<String, Object> schema,
    long thinking,
    boolean usage) {
  public Prompt {
    system = List.copyOf(system);
    said = List.copyOf(said);
    tools = List.copyOf(tools);
    stop = List.copyOf(stop);
  }

  public static Prompt of(String model, String text) {
    return new Prompt(
        model,
        List.of(),
        List.of(new Said.User(text)),
        List.of(),
        null,
        List.of(),
        4096,
        null,
        0,
        true);
  }

  public Prompt system(String... texts) {
    return new Prompt(
        model, List.of(texts), said, tools, choice, stop, maxTokens, schema, thinking, usage);
  }

  public Prompt saying(Said... all) {
    return new Prompt(
        model, system, List.of(all), tools, choice, stop, maxTokens, schema, thinking, usage);
  }

  public Prompt then(Said... more) {
    List<Said> all = new ArrayList<>(said);
    all.addAll(List.of(more));
    return saying(all.toArray(Said[]::new));
  }

  public Prompt tools(Tool... offered) {
    return new Prompt(
        model, system, said, List.of(offered), choice, stop, maxTokens, schema, thinking, usage);
  }

  public Prompt choosing(String tool) {
    return new Prompt(model, system, said, tools, tool, stop, maxTokens, schema, thinking, usage);
  }

  public Prompt stoppingAt(String... sequences) {
    return new Prompt(
        model, system, said, tools, choice, List.of(sequences), maxTokens, schema, thinking, usage);
  }

  public Prompt shapedAs(Map<String, Object> jsonSchema) {
    return new Prompt(
        model, system, said, tools, choice, stop, maxTokens, jsonSchema, thinking, usage);
  }

  public Prompt thinking(long budget) {
    return new Prompt(model, system, said, tools, choice, stop, maxTokens, schema, budget, usage);
  }

  public Prompt withoutUsage() {
    return new Prompt(model, system, said, tools, choice, stop, maxTokens, schema, thinking, false);
  }

  /** @param properties JSON schema of each argument */
  public record Tool(String name, String description, Map<String, Object> properties) {}

  /** One turn of the conversation. */
  public sealed interface Said {
    record User(String text) implements Said {}

    /** @param url a data URL or an https one */
    record Picture(String text, String url) implements Said {}

    /** What the model answered before. */
    record Model(Turn turn) implements Said {}

    /** Results of the calls of the turn before, in the order of {@code results}. */
    record Results(List<Result> results) implements Said {
      public Results {
        results = List.copyOf(results);
      }
    }

    record Result(String callId, String text) {}
  }
}
