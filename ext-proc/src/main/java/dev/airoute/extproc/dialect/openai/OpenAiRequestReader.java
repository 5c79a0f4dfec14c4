package dev.airoute.extproc.dialect.openai;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.Message;
import dev.airoute.extproc.model.OutputFormat;
import dev.airoute.extproc.model.Reasoning;
import dev.airoute.extproc.model.Sampling;
import dev.airoute.extproc.model.Setting;
import dev.airoute.extproc.model.Tool;
import dev.airoute.extproc.model.ToolChoice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one request. One instance per request. */
final class OpenAiRequestReader {
  /** Fields without a place in the model, as they are when they say nothing. */
  private static final Map<String, String> DEFAULTS = Map.of(
      "modalities", "[\"text\"]",
      "store", "false",
      "service_tier", "\"auto\"",
      "verbosity", "\"medium\"",
      "logit_bias", "{}",
      "metadata", "{}");

  private final Losses losses;
  private final Map<String, Json> sampling = new HashMap<>();
  private final List<Setting> settings = new ArrayList<>();
  private String model = "";
  private boolean stream;
  private boolean streamUsage;
  private List<Message> messages = List.of();
  private List<Tool> tools = List.of();
  private List<Json> stop = List.of();
  private @Nullable ToolChoice toolChoice;
  private @Nullable Boolean parallelToolCalls;
  private @Nullable OutputFormat outputFormat;
  private @Nullable Reasoning reasoning;
  private @Nullable String user;
  private @Nullable String safetyIdentifier;

  OpenAiRequestReader(Losses losses) {
    this.losses = losses;
  }

  ChatRequest read(Json body) {
    if (!body.isObject()) {
      throw Field.invalid("body", "a JSON object");
    }
    JsonCursor cursor = body.cursor();
    cursor.enterObject();
    while (cursor.nextField()) {
      field(cursor, cursor.name());
    }
    if (model.isEmpty()) {
      throw Field.missing("model");
    }
    if (messages.isEmpty()) {
      throw Field.refused("messages", "messages must hold at least one message");
    }
    return new ChatRequest(
        model,
        stream,
        streamUsage,
        messages,
        tools,
        toolChoice,
        parallelToolCalls,
        sampling(),
        outputFormat,
        reasoning,
        safetyIdentifier == null ? user : safetyIdentifier,
        settings);
  }

  private void field(JsonCursor cursor, String name) {
    switch (name) {
      case "model" -> model = orEmpty(Field.text(cursor, name));
      case "messages" -> messages = new OpenAiMessageReader(losses).read(cursor);
      case "stream" -> stream = Boolean.TRUE.equals(Field.bool(cursor, name));
      case "stream_options" -> streamOptions(Field.object(cursor, name));
      case "tools" -> tools = new OpenAiToolReader(losses).tools(Field.array(cursor, name));
      case "tool_choice" -> toolChoice = new OpenAiToolReader(losses).choice(Field.any(cursor));
      case "parallel_tool_calls" -> parallelToolCalls = Field.bool(cursor, name);
      case "stop" -> stop = stop(Field.any(cursor));
      case "max_tokens",
          "max_completion_tokens",
          "temperature",
          "top_p",
          "top_k",
          "frequency_penalty",
          "presence_penalty",
          "seed",
          "n",
          "top_logprobs" -> keep(name, Field.number(cursor, name));
      case "logprobs" -> keep(name, Field.any(cursor));
      case "response_format" ->
        outputFormat = OpenAiFormats.read(Field.object(cursor, name), losses);
      case "reasoning_effort" -> reasoning = OpenAiReasoning.level(Field.text(cursor, name), name);
      case "reasoning" -> reasoning = OpenAiReasoning.object(Field.object(cursor, name), reasoning);
      case "thinking" ->
        reasoning = OpenAiReasoning.thinking(Field.object(cursor, name), reasoning);
      case "user" -> user = Field.text(cursor, name);
      case "safety_identifier" -> safetyIdentifier = Field.text(cursor, name);
      default -> {
        Json value = cursor.value();
        Setting.Kind kind = OpenAiSettings.kind(name);
        if (kind == null || saysNothing(name, value)) {
          unplaced(name, value);
        } else {
          settings.add(new Setting(kind, name, value));
        }
      }
    }
  }

  private void keep(String name, @Nullable Json value) {
    if (value != null) {
      sampling.put(name, value);
    }
  }

  private Sampling sampling() {
    Json cap = sampling.get("max_completion_tokens");
    return new Sampling(
        cap == null ? sampling.get("max_tokens") : cap,
        sampling.get("temperature"),
        sampling.get("top_p"),
        sampling.get("top_k"),
        stop,
        sampling.get("frequency_penalty"),
        sampling.get("presence_penalty"),
        sampling.get("seed"),
        sampling.get("n"),
        sampling.get("logprobs"),
        sampling.get("top_logprobs"));
  }

  private void streamOptions(@Nullable Json options) {
    if (options == null) {
      return;
    }
    JsonCursor cursor = options.cursor();
    cursor.enterObject();
    while (cursor.nextField()) {
      String name = cursor.name();
      if (name.equals("include_usage")) {
        streamUsage = Boolean.TRUE.equals(Field.bool(cursor, "stream_options.include_usage"));
      } else {
        unplaced("stream_options." + name, cursor.value());
      }
    }
  }

  private static List<Json> stop(@Nullable Json value) {
    if (value == null) {
      return List.of();
    }
    if (value.isString()) {
      return List.of(value);
    }
    if (!value.isArray()) {
      throw Field.invalid("stop", "a string or an array of strings");
    }
    List<Json> strings = new ArrayList<>();
    JsonCursor cursor = value.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      Json element = Field.string(cursor, "stop[]");
      if (element != null) {
        strings.add(element);
      }
    }
    return strings;
  }

  /** Whether a field is there without changing anything. */
  static boolean saysNothing(String name, Json value) {
    return value.isNull() || value.toString().equals(DEFAULTS.get(name));
  }

  private void unplaced(String name, Json value) {
    if (!saysNothing(name, value)) {
      losses.dropped(name, "only providers that speak the OpenAI dialect take it");
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
