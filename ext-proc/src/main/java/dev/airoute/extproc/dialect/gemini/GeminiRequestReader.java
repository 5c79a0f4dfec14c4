package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.gemini.GeminiConfigReader.Config;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.Message;
import dev.airoute.extproc.model.Setting;
import dev.airoute.extproc.model.Tool;
import dev.airoute.extproc.model.ToolChoice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one request. What it asks for is in its path. One instance per request. */
final class GeminiRequestReader {
  private final Losses losses;
  private final Set<String> seen = new HashSet<>();
  private final List<Setting> settings = new ArrayList<>();
  private List<Message> contents = List.of();
  private List<Tool> tools = List.of();
  private Config config = Config.NONE;
  private @Nullable Message system;
  private @Nullable ToolChoice toolChoice;

  GeminiRequestReader(Losses losses) {
    this.losses = losses;
  }

  ChatRequest read(Json body) {
    if (!body.isObject()) {
      throw Members.invalid("body", "a JSON object");
    }
    JsonCursor cursor = body.cursor();
    cursor.enterObject();
    while (cursor.nextField()) {
      String name = Members.name(cursor.name());
      if (!seen.add(name)) {
        throw Members.refused(name, name + " is there twice");
      }
      if (cursor.kind() == Json.Kind.NULL) {
        cursor.skip();
      } else {
        field(name, cursor);
      }
    }
    if (contents.stream().allMatch(content -> content.parts().isEmpty())) {
      throw Members.refused("contents", "contents must hold at least one content with parts");
    }
    List<Message> messages = new ArrayList<>();
    if (system != null) {
      messages.add(system);
    }
    messages.addAll(contents);
    return new ChatRequest(
        "",
        false,
        true,
        messages,
        tools,
        toolChoice,
        null,
        config.sampling(),
        config.format(),
        config.reasoning(),
        null,
        settings);
  }

  private void field(String name, JsonCursor cursor) {
    switch (name) {
      case "contents" -> contents = new GeminiMessageReader(losses).contents(cursor);
      case "systemInstruction" -> system = new GeminiMessageReader(losses).system(cursor);
      case "tools" -> tools = new GeminiToolReader(losses).tools(cursor.value());
      case "toolConfig" -> toolChoice = new GeminiToolReader(losses).choice(cursor.value());
      case "generationConfig" -> config = new GeminiConfigReader(losses).read(cursor.value());
      case "safetySettings" ->
        settings.add(new Setting(Setting.Kind.SAFETY_SETTINGS, name, cursor.value()));
      case "labels" -> settings.add(new Setting(Setting.Kind.METADATA, name, labels(cursor)));
      case "cachedContent" ->
        throw Members.refused(
            name,
            "cachedContent is stored at Google; only a provider that speaks Gemini can use it");
      // Some SDKs repeat it; the path counts.
      case "model" -> cursor.skip();
      default -> {
        losses.dropped(name, "only Gemini has it");
        cursor.skip();
      }
    }
  }

  private static Json labels(JsonCursor cursor) {
    Json labels = cursor.value();
    if (!labels.isObject()) {
      throw Members.invalid("labels", "an object");
    }
    return labels;
  }
}
