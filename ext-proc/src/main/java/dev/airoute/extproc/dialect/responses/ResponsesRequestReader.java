package dev.airoute.extproc.dialect.responses;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.openai.Field;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.Message;
import dev.airoute.extproc.model.Message.Role;
import dev.airoute.extproc.model.OutputFormat;
import dev.airoute.extproc.model.Part;
import dev.airoute.extproc.model.Reasoning;
import dev.airoute.extproc.model.Sampling;
import dev.airoute.extproc.model.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one request. One instance per request. */
final class ResponsesRequestReader {
  private static final String ENCRYPTED = "reasoning.encrypted_content";
  private static final String LOGPROBS = "message.output_text.logprobs";

  /** Fields as they are when they say nothing, or nothing that is not so anyway. */
  private static final Map<String, String> DEFAULTS = Map.of(
      "background", "false",
      "store", "false",
      "truncation", "\"disabled\"",
      "service_tier", "\"auto\"",
      "text.verbosity", "\"medium\"",
      "metadata", "{}");

  private final Losses losses;
  private final Map<String, Json> sampling = new HashMap<>();
  private final List<Setting> settings = new ArrayList<>();
  private String model = "";
  private boolean stream;
  private boolean logprobs;
  private @Nullable Json instructions;
  private @Nullable Json input;
  private @Nullable Json tools;
  private @Nullable Json toolChoice;
  private @Nullable Boolean parallelToolCalls;
  private @Nullable OutputFormat outputFormat;
  private @Nullable Reasoning reasoning;
  private @Nullable String user;
  private @Nullable String safetyIdentifier;

  ResponsesRequestReader(Losses losses) {
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
    List<Json> given = ResponsesToolReader.arrays(tools, input);
    ToolNames names = ToolNames.of(given);
    ResponsesToolReader reader = new ResponsesToolReader(names, losses);
    return new ChatRequest(
        model,
        stream,
        true,
        messages(names),
        reader.tools(given),
        reader.choice(toolChoice),
        parallelToolCalls,
        sampling(),
        outputFormat,
        reasoning,
        safetyIdentifier == null ? user : safetyIdentifier,
        settings);
  }

  private void field(JsonCursor cursor, String name) {
    switch (name) {
      case "model" -> {
        String given = Field.text(cursor, name);
        model = given == null ? "" : given;
      }
      case "instructions" -> instructions = Field.string(cursor, name);
      case "input" -> input = Field.any(cursor);
      case "stream" -> stream = Boolean.TRUE.equals(Field.bool(cursor, name));
      case "tools" -> tools = Field.array(cursor, name);
      case "tool_choice" -> toolChoice = Field.any(cursor);
      case "parallel_tool_calls" -> parallelToolCalls = Field.bool(cursor, name);
      case "max_output_tokens", "temperature", "top_p", "top_logprobs" -> {
        Json number = Field.number(cursor, name);
        if (number != null) {
          sampling.put(name, number);
        }
      }
      case "text" -> text(Field.object(cursor, name));
      case "reasoning" -> reasoning = ResponsesReasoning.read(Field.object(cursor, name), losses);
      case "include" -> include(Field.array(cursor, name));
      case "user" -> user = Field.text(cursor, name);
      case "safety_identifier" -> safetyIdentifier = Field.text(cursor, name);
      case "stream_options" -> streamOptions(Field.object(cursor, name));
      case "previous_response_id", "conversation", "prompt" -> stored(name, Field.any(cursor));
      case "background" -> {
        if (Boolean.TRUE.equals(Field.bool(cursor, name))) {
          throw stateless(name);
        }
      }
      case "service_tier", "metadata", "prompt_cache_key", "prompt_cache_retention", "store" ->
        setting(name, cursor.value());
      default -> unplaced(name, cursor.value());
    }
  }

  private List<Message> messages(ToolNames names) {
    List<Message> messages = new ArrayList<>();
    if (instructions != null && !instructions.isEmptyString()) {
      messages.add(new Message(Role.SYSTEM, List.of(new Part.Text(instructions, null))));
    }
    if (input != null) {
      messages.addAll(new ResponsesInputReader(names, losses).read(input));
    }
    if (messages.isEmpty()) {
      throw Field.refused("input", "input must hold at least one item");
    }
    return messages;
  }

  private Sampling sampling() {
    Json top = sampling.get("top_logprobs");
    boolean wanted = logprobs || top != null && top.asDouble() > 0;
    return new Sampling(
        sampling.get("max_output_tokens"),
        sampling.get("temperature"),
        sampling.get("top_p"),
        null,
        List.of(),
        null,
        null,
        null,
        null,
        wanted ? Json.TRUE : null,
        wanted ? top : null);
  }

  private void text(@Nullable Json text) {
    if (text == null) {
      return;
    }
    JsonCursor cursor = text.cursor();
    cursor.enterObject();
    while (cursor.nextField()) {
      String name = "text." + cursor.name();
      switch (name) {
        case "text.format" ->
          outputFormat = ResponsesFormats.read(Field.object(cursor, name), losses);
        case "text.verbosity" -> setting(name, cursor.value());
        default -> unplaced(name, cursor.value());
      }
    }
  }

  /** Encrypted reasoning comes unasked. */
  private void include(@Nullable Json array) {
    if (array == null) {
      return;
    }
    JsonCursor cursor = array.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      String what = Field.text(cursor, "include[]");
      if (LOGPROBS.equals(what)) {
        logprobs = true;
      } else if (what != null && !ENCRYPTED.equals(what)) {
        losses.dropped("include[]." + what, "only the provider's own tools bring it");
      }
    }
  }

  private void streamOptions(@Nullable Json options) {
    if (options == null) {
      return;
    }
    JsonCursor cursor = options.cursor();
    cursor.enterObject();
    while (cursor.nextField()) {
      String name = cursor.name();
      if (name.equals("include_obfuscation")) {
        cursor.skip(); // answers that were translated have none
      } else {
        unplaced("stream_options." + name, cursor.value());
      }
    }
  }

  private void stored(String name, @Nullable Json value) {
    if (value != null) {
      throw stateless(name);
    }
  }

  private static RuntimeException stateless(String name) {
    return Field.refused(
        name,
        "'" + name + "' needs state that the gateway does not keep and the provider of this model"
            + " does not have: send the whole conversation in 'input'");
  }

  private void setting(String name, Json value) {
    if (saysNothing(name, value)) {
      return;
    }
    settings.add(new Setting(
        switch (name) {
          case "service_tier" -> Setting.Kind.SERVICE_TIER;
          case "metadata" -> Setting.Kind.METADATA;
          case "prompt_cache_key" -> Setting.Kind.PROMPT_CACHE_KEY;
          case "prompt_cache_retention" -> Setting.Kind.PROMPT_CACHE_RETENTION;
          case "store" -> Setting.Kind.STORE;
          case "text.verbosity" -> Setting.Kind.VERBOSITY;
          default -> throw new IllegalArgumentException(name);
        },
        name,
        value));
  }

  private static boolean saysNothing(String name, Json value) {
    return value.isNull() || value.toString().equals(DEFAULTS.get(name));
  }

  private void unplaced(String name, Json value) {
    if (!saysNothing(name, value)) {
      losses.dropped(name, "only providers that speak the Responses dialect take it");
    }
  }
}
