package dev.airoute.extproc.dialect.anthropic;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.json.ObjectPatch;
import org.jspecify.annotations.Nullable;

/** What must change in a request of this dialect for one of those that serve Claude; everything else stays as it is. */
final class AnthropicPassage {
  private static final ObjectPatch LOOSE = new ObjectPatch().remove("strict");

  private final AnthropicHost host;
  private final Losses losses;

  AnthropicPassage(AnthropicHost host, Losses losses) {
    this.host = host;
    this.losses = losses;
  }

  ObjectPatch patch(Json body, String name) {
    ObjectPatch patch = new ObjectPatch();
    if (host.namesModel()) {
      return patch.set("model", Json.string(name));
    }
    patch.remove("model");
    if (!host.saysStream()) {
      patch.remove("stream");
    }
    if (host.version() != null) {
      patch.set("anthropic_version", Json.string(host.version()));
    }
    ClaudeModel model = ClaudeModel.of(name);
    if (!host.takesStrict(model)) {
      loosen(body.get("tools"), patch);
    }
    if (!host.takesSchemas(model) && hasFormat(body.get("output_config"))) {
      patch.inside("output_config").remove("format");
      losses.dropped("output_config.format", "the provider does not take it for this model");
    }
    return patch;
  }

  private static boolean hasFormat(@Nullable Json config) {
    return config != null && config.isObject() && config.get("format") != null;
  }

  private void loosen(@Nullable Json tools, ObjectPatch patch) {
    if (tools == null || !tools.isArray()) {
      return;
    }
    boolean strict = false;
    JsonWriter out = new JsonWriter(tools.length()).beginArray();
    JsonCursor cursor = tools.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      Json tool = cursor.value();
      Json said = tool.isObject() ? tool.get("strict") : null;
      if (said != null && said.isBoolean() && said.asBoolean()) {
        losses.dropped("tools[].strict", "the provider does not know it");
      }
      strict |= said != null;
      out.value(said == null ? tool : LOOSE.apply(tool));
    }
    if (strict) {
      patch.set("tools", out.endArray().toJson());
    }
  }
}
