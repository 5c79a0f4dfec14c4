package dev.airoute.extproc.dialect.openai;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.Passage;
import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.json.ObjectPatch;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request that goes to a vendor of its own dialect: what must change on the way, and nothing else. */
final class OpenAiPassage {
  private static final String STREAM_OPTIONS = "stream_options";
  private static final String INCLUDE_USAGE = "include_usage";

  private final OpenAiQuirks quirks;
  private final Losses losses;
  private final ObjectPatch patch = new ObjectPatch();

  OpenAiPassage(OpenAiQuirks quirks, Losses losses) {
    this.quirks = quirks;
    this.losses = losses;
  }

  Passage of(Json body, String model) {
    Map<String, Json> fields = fields(body);
    patch.set("model", Json.string(model));
    rename(fields);
    fields.forEach(this::leaveOut);
    Json stream = fields.get("stream");
    boolean streams = stream != null && stream.isBoolean() && stream.asBoolean();
    Json asked = Field.member(fields.get(STREAM_OPTIONS), INCLUDE_USAGE);
    boolean shown = asked != null && asked.isBoolean() && asked.asBoolean();
    boolean added = streams && !shown && quirks.takes(STREAM_OPTIONS);
    if (added) {
      patch.inside(STREAM_OPTIONS).set(INCLUDE_USAGE, Json.TRUE);
    }
    return new Passage(patch, streams, shown, added);
  }

  private static Map<String, Json> fields(Json body) {
    Map<String, Json> fields = new LinkedHashMap<>();
    JsonCursor cursor = body.cursor();
    cursor.enterObject();
    while (cursor.nextField()) {
      String name = cursor.name();
      fields.put(name, cursor.value());
    }
    return fields;
  }

  private void rename(Map<String, Json> fields) {
    quirks.renamed().forEach((name, there) -> {
      Json value = fields.get(name);
      if (value != null) {
        patch.remove(name).set(there, value);
      }
    });
  }

  /** Asking for usage is the gateway's affair and no loss. */
  private void leaveOut(String name, Json value) {
    if (quirks.takes(name)) {
      return;
    }
    patch.remove(name);
    if (!name.equals(STREAM_OPTIONS) && !OpenAiRequestReader.saysNothing(name, value)) {
      losses.dropped(name, quirks.vendor() + " does not take it");
    }
  }

  /** A chunk that only reports usage, as a stream has if it was asked for. */
  static boolean isUsageOnly(SseEvent frame) {
    if (frame.dataIs("[DONE]")) {
      return false;
    }
    try {
      Json chunk = frame.json();
      Json choices = Field.member(chunk, "choices");
      return Field.member(chunk, "usage") != null
          && choices != null
          && choices.isArray()
          && isEmpty(choices);
    } catch (JsonException _) {
      return false;
    }
  }

  private static boolean isEmpty(Json array) {
    JsonCursor cursor = array.cursor();
    cursor.enterArray();
    return !cursor.nextElement();
  }
}
