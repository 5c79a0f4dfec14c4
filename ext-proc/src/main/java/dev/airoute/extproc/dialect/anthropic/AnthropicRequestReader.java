package dev.airoute.extproc.dialect.anthropic;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.GatewayException;
import dev.airoute.extproc.model.Message;
import dev.airoute.extproc.model.OutputFormat;
import dev.airoute.extproc.model.Sampling;
import dev.airoute.extproc.model.Tool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one request. One instance per request. */
final class AnthropicRequestReader {
  private final Losses losses;
  private final AnthropicMessageReader conversation;
  private final AnthropicReasoningReader reasoning;
  private final Map<String, Json> numbers = new HashMap<>();
  private String model = "";
  private boolean stream;
  private List<Message> messages = List.of();
  private @Nullable Message system;
  private List<Tool> tools = List.of();
  private AnthropicToolReader.Choice choice = AnthropicToolReader.Choice.UNSAID;
  private List<Json> stop = List.of();
  private @Nullable OutputFormat outputFormat;
  private @Nullable String user;

  AnthropicRequestReader(Losses losses) {
    this.losses = losses;
    this.conversation = new AnthropicMessageReader(losses);
    this.reasoning = new AnthropicReasoningReader(losses);
  }

  ChatRequest read(Json body) {
    if (!body.isObject()) {
      throw DialectException.invalid("body", "a JSON object");
    }
    JsonCursor cursor = body.cursor();
    cursor.enterObject();
    while (cursor.nextField()) {
      String name = cursor.name();
      if (cursor.kind() == Json.Kind.NULL) {
        cursor.skip();
      } else {
        field(cursor, name);
      }
    }
    if (model.isEmpty()) {
      throw DialectException.missing("model");
    }
    if (messages.isEmpty()) {
      throw DialectException.invalid("messages", "a list of at least one message");
    }
    return request();
  }

  private void field(JsonCursor cursor, String name) {
    switch (name) {
      case "model" ->
        model = expect(cursor.value(), Json.Kind.STRING, "a string", name).text();
      case "messages" -> messages = conversation.messages(cursor);
      case "system" -> system = conversation.system(cursor);
      case "stream" -> stream = bool(cursor.value(), name);
      case "tools" -> tools = new AnthropicToolReader(losses).tools(cursor);
      case "tool_choice" -> choice = new AnthropicToolReader(losses).choice(cursor);
      case "stop_sequences" -> stop = stop(cursor);
      case "max_tokens", "temperature", "top_p", "top_k" ->
        numbers.put(name, expect(cursor.value(), Json.Kind.NUMBER, "a number", name));
      case "thinking" -> reasoning.thinking(Members.read(cursor, name));
      case "output_config" -> outputConfig(Members.read(cursor, name));
      case "output_format" -> outputFormat = format(Members.read(cursor, name));
      case "thread" -> throw new GatewayException(AnthropicErrors.threadless());
      case "metadata" -> metadata(Members.read(cursor, name));
      default -> unplaced(name, cursor.value());
    }
  }

  private ChatRequest request() {
    List<Message> all = messages;
    if (system != null) {
      all = new ArrayList<>();
      all.add(system);
      all.addAll(messages);
    }
    Sampling sampling = new Sampling(
        numbers.get("max_tokens"),
        numbers.get("temperature"),
        numbers.get("top_p"),
        numbers.get("top_k"),
        stop,
        null,
        null,
        null,
        null,
        null,
        null);
    return new ChatRequest(
        model,
        stream,
        true,
        all,
        tools,
        choice.choice(),
        choice.parallel(),
        sampling,
        outputFormat,
        reasoning.result(),
        user,
        List.of());
  }

  private List<Json> stop(JsonCursor cursor) {
    if (cursor.kind() != Json.Kind.ARRAY) {
      throw DialectException.invalid("stop_sequences", "an array of strings");
    }
    List<Json> strings = new ArrayList<>();
    cursor.enterArray();
    while (cursor.nextElement()) {
      strings.add(expect(cursor.value(), Json.Kind.STRING, "a string", "stop_sequences[]"));
    }
    return strings;
  }

  private void outputConfig(Members config) {
    reasoning.effort(config.text("effort"));
    Members format = config.inner("format");
    if (format != null) {
      outputFormat = format(format);
    }
    config.dropRest(losses, "only the Anthropic dialect has it");
  }

  private static OutputFormat format(Members format) {
    String type = format.requiredText("type");
    if (!type.equals("json_schema")) {
      throw DialectException.invalid(format.path("type"), "json_schema");
    }
    Json schema = format.object("schema");
    if (schema == null) {
      throw DialectException.missing(format.path("schema"));
    }
    // Other dialects want a name; Anthropic always keeps to the schema, which others call strict.
    return new OutputFormat.JsonSchema("response", null, schema, true);
  }

  private void metadata(Members metadata) {
    String id = metadata.text("user_id");
    user = id.isEmpty() ? null : id;
    metadata.dropRest(losses, "only the Anthropic dialect has it");
  }

  private void unplaced(String name, Json value) {
    boolean standard =
        name.equals("service_tier") && value.isString() && value.text().equals("auto");
    if (!standard) {
      losses.dropped(name, "only providers that speak the Anthropic dialect take it");
    }
  }

  private static boolean bool(Json value, String field) {
    if (!value.isBoolean()) {
      throw DialectException.invalid(field, "true or false");
    }
    return value.asBoolean();
  }

  private static Json expect(Json value, Json.Kind kind, String words, String field) {
    if (value.kind() != kind) {
      throw DialectException.invalid(field, words);
    }
    return value;
  }
}
