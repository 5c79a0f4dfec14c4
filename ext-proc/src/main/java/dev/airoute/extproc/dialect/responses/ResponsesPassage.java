package dev.airoute.extproc.dialect.responses;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.Passage;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.json.ObjectPatch;

/**
 * A request that goes to a provider of its own dialect: everything stays, stored state included, but the model's name and
 * reasoning of another maker, which the provider would refuse.
 */
final class ResponsesPassage {
  static Passage of(Json body, String model, Losses losses) {
    ObjectPatch patch = new ObjectPatch().set("model", Json.string(model));
    boolean stream = false;
    JsonCursor cursor = body.cursor();
    cursor.enterObject();
    while (cursor.nextField()) {
      if (cursor.nameIs("stream")) {
        stream = Json.TRUE.equals(cursor.value());
      } else if (cursor.nameIs("input")) {
        input(cursor.value(), patch, losses);
      }
    }
    return new Passage(patch, stream, true, false);
  }

  private static void input(Json input, ObjectPatch patch, Losses losses) {
    if (!input.isArray()) {
      return;
    }
    JsonWriter kept = new JsonWriter(1024).beginArray();
    boolean foreign = false;
    JsonCursor cursor = input.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      Json item = cursor.value();
      if (Signatures.isForeign(item)) {
        foreign = true;
      } else {
        kept.value(item);
      }
    }
    if (foreign) {
      losses.approximated("input[].reasoning", "thinking that another model signed is not sent");
      patch.set("input", kept.endArray().toJson());
    }
  }

  private ResponsesPassage() {}
}
