package dev.airoute.extproc.dialect.completions;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.openai.Field;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.Message;
import dev.airoute.extproc.model.Message.Role;
import dev.airoute.extproc.model.Part;
import dev.airoute.extproc.model.Sampling;
import dev.airoute.extproc.model.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one request. One instance per request. */
final class CompletionsRequestReader {
  private static final String PROMPT = "prompt";

  /** OpenAI's own, where the client says nothing: texts were short. */
  private static final Json DEFAULT_CAP = Json.number(16);

  private static final String ONLY_THERE = "only providers that have legacy completions take it";

  private final Losses losses;
  private final Map<String, Json> sampling = new HashMap<>();
  private final List<Setting> settings = new ArrayList<>();
  private String model = "";
  private @Nullable Json prompt;
  private boolean stream;
  private boolean streamUsage;
  private boolean echo;
  private List<Json> stop = List.of();
  private @Nullable String user;

  CompletionsRequestReader(Losses losses) {
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
    if (prompt == null) {
      throw Field.missing(PROMPT);
    }
    if (echo && sampling.containsKey("logprobs")) {
      losses.approximated("logprobs", "those of the echoed prompt are not known");
    }
    List<Part> said = List.of(new Part.Text(prompt, null));
    return new ChatRequest(
        model,
        stream,
        streamUsage,
        List.of(new Message(Role.USER, said)),
        List.of(),
        null,
        null,
        sampling(),
        null,
        null,
        user,
        settings);
  }

  private void field(JsonCursor cursor, String name) {
    switch (name) {
      case "model" -> {
        String text = Field.text(cursor, name);
        model = text == null ? "" : text;
      }
      case PROMPT -> prompt = prompt(Field.any(cursor));
      case "stream" -> stream = Boolean.TRUE.equals(Field.bool(cursor, name));
      case "stream_options" -> streamOptions(Field.object(cursor, name));
      case "stop" -> stop = stop(Field.any(cursor));
      case "max_tokens",
          "temperature",
          "top_p",
          "top_k",
          "n",
          "seed",
          "frequency_penalty",
          "presence_penalty",
          "logprobs" -> keep(name, Field.number(cursor, name));
      case "echo" -> echo = Boolean.TRUE.equals(Field.bool(cursor, name));
      case "best_of" -> bestOf(Field.number(cursor, name));
      case "suffix" -> suffix(Field.string(cursor, name));
      case "logit_bias" -> bias(Field.object(cursor, name));
      case "user" -> user = Field.text(cursor, name);
      default -> unplaced(name, cursor.value());
    }
  }

  /** One prompt; lists of token numbers are understood only by the model whose they are. */
  static Json prompt(@Nullable Json value) {
    if (value == null) {
      throw Field.missing(PROMPT);
    }
    if (value.isString()) {
      return value;
    }
    List<Json> elements = value.isArray() ? elements(value) : List.of();
    if (elements.stream().anyMatch(element -> element.isNumber() || element.isArray())) {
      throw Field.refused(
          PROMPT,
          "prompt holds token numbers: the provider of this model takes text, as one string");
    }
    if (elements.size() > 1) {
      throw Field.refused(
          PROMPT, "prompt holds several texts: the provider of this model takes one per request");
    }
    if (elements.isEmpty() || !elements.getFirst().isString()) {
      throw Field.invalid(PROMPT, "a string, or a list of one");
    }
    return elements.getFirst();
  }

  private static List<Json> stop(@Nullable Json value) {
    if (value == null) {
      return List.of();
    }
    if (value.isString()) {
      return List.of(value);
    }
    List<Json> stops = value.isArray() ? elements(value) : List.of(value);
    if (!stops.stream().allMatch(Json::isString)) {
      throw Field.invalid("stop", "a string or a list of strings");
    }
    return stops;
  }

  private static List<Json> elements(Json array) {
    List<Json> elements = new ArrayList<>();
    JsonCursor cursor = array.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      elements.add(cursor.value());
    }
    return elements;
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
        streamUsage = Boolean.TRUE.equals(Field.bool(cursor, "stream_options." + name));
      } else {
        unplaced("stream_options." + name, cursor.value());
      }
    }
  }

  private void keep(String name, @Nullable Json value) {
    if (value != null) {
      sampling.put(name, value);
    }
  }

  /** How many drafts the provider makes and does not show. */
  private void bestOf(@Nullable Json number) {
    if (number != null && number.asDouble() > 1) {
      losses.dropped("best_of", ONLY_THERE);
    }
  }

  private void suffix(@Nullable Json text) {
    if (text != null && !text.isEmptyString()) {
      losses.dropped("suffix", ONLY_THERE);
    }
  }

  private void bias(@Nullable Json bias) {
    if (bias != null && !bias.equals(Json.EMPTY_OBJECT)) {
      settings.add(new Setting(Setting.Kind.LOGIT_BIAS, "logit_bias", bias));
    }
  }

  private void unplaced(String name, Json value) {
    if (!value.isNull()) {
      losses.dropped(name, ONLY_THERE);
    }
  }

  private Sampling sampling() {
    Json count = sampling.get("logprobs");
    return new Sampling(
        sampling.getOrDefault("max_tokens", DEFAULT_CAP),
        sampling.get("temperature"),
        sampling.get("top_p"),
        sampling.get("top_k"),
        stop,
        sampling.get("frequency_penalty"),
        sampling.get("presence_penalty"),
        sampling.get("seed"),
        sampling.get("n"),
        count == null ? null : Json.TRUE,
        count);
  }
}
