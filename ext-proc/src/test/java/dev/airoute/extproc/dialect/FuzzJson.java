package dev.airoute.extproc.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.json.ObjectPatch;
import org.jspecify.annotations.Nullable;

/** Skipping and entering give the same verdict, and what was read can be written, escaped and patched. */
final class FuzzJson {
  static void check(FuzzInput input) {
    byte[] bytes = input.payload();
    Json json = Frugality.bounded(bytes.length, () -> parsed(bytes));
    String refused = entered(bytes);
    if (json == null) {
      assertThat(refused).isNotNull();
      return;
    }
    assertThat(refused == null || refused.contains("occurs twice")).as(refused).isTrue();
    assertThat(Json.parse(new JsonWriter().value(json).toByteArray())).isEqualTo(json);
    Json escaped = new JsonWriter().escaped(json).toJson();
    assertThat(new JsonWriter().unescaped(escaped).toJson()).isEqualTo(json);
    if (json.isString()) {
      assertThat(Json.string(json.text()).text()).isEqualTo(json.text());
      assertThat(Json.parse(Json.string(json.text()).toByteArray()).text()).isEqualTo(json.text());
    }
    if (json.isObject() && refused == null) {
      Json patched =
          new ObjectPatch().set("model", Json.string("m")).remove("stream").apply(json);
      assertThat(Json.parse(patched.toByteArray()).get("model")).isEqualTo(Json.string("m"));
      assertThat(patched.get("stream")).isNull();
    }
  }

  private static @Nullable Json parsed(byte[] bytes) {
    try {
      return Json.parse(bytes);
    } catch (JsonException _) {
      return null;
    }
  }

  /** Why it was refused, if it was. */
  private static @Nullable String entered(byte[] bytes) {
    JsonCursor cursor = new JsonCursor(bytes);
    try {
      enter(cursor);
      cursor.end();
      return null;
    } catch (JsonException e) {
      return e.getMessage();
    }
  }

  private static void enter(JsonCursor cursor) {
    switch (cursor.kind()) {
      case OBJECT -> {
        cursor.enterObject();
        while (cursor.nextField()) {
          String name = cursor.name();
          boolean ascii = name.chars().allMatch(c -> c < 0x80);
          assertThat(!ascii || cursor.nameIs(name)).isTrue();
          enter(cursor);
        }
      }
      case ARRAY -> {
        cursor.enterArray();
        while (cursor.nextElement()) {
          enter(cursor);
        }
      }
      case STRING -> assertThat(cursor.text()).isNotNull();
      case NUMBER -> assertThat(cursor.value().asDouble()).isNotNaN();
      case TRUE, FALSE, NULL -> cursor.skip();
    }
  }

  private FuzzJson() {}
}
