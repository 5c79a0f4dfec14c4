package dev.airoute.extproc.json;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Edits of an object's members that leave every other byte as it is: order, white space, the way numbers are written, members
 * nobody knows. Takes time linear in the text. Edits apply in the order of the object; of two edits of one member the later
 * counts. Build it on one thread; afterwards any thread may apply it.
 */
public final class ObjectPatch {
  private final Map<String, Edit> edits = new LinkedHashMap<>();

  private sealed interface Edit {
    record Set(Json value) implements Edit {}

    /** Only where the member is absent or null. */
    record Default(Json value) implements Edit {}

    record Remove() implements Edit {}

    /** Into the object that the member is; anything else there is replaced by an object. */
    record Inside(ObjectPatch patch) implements Edit {}
  }

  public ObjectPatch set(String name, Json value) {
    edits.put(name, new Edit.Set(value));
    return this;
  }

  /** Sets the member where it is absent or null. */
  public ObjectPatch setDefault(String name, Json value) {
    edits.put(name, new Edit.Default(value));
    return this;
  }

  public ObjectPatch remove(String name) {
    edits.put(name, new Edit.Remove());
    return this;
  }

  /** The edits inside a member; an object is put there when there is none and something is to be set in it. */
  public ObjectPatch inside(String name) {
    if (edits.get(name) instanceof Edit.Inside(ObjectPatch known)) {
      return known;
    }
    ObjectPatch patch = new ObjectPatch();
    edits.put(name, new Edit.Inside(patch));
    return patch;
  }

  public boolean isEmpty() {
    return edits.isEmpty();
  }

  /** The object with the edits made; {@link JsonException} when it is no object or a name occurs twice in it. */
  public Json apply(Json object) {
    if (edits.isEmpty()) {
      return object;
    }
    JsonWriter out = new JsonWriter(object.length() + 256);
    write(object, out);
    return out.toJson();
  }

  private void write(Json object, JsonWriter out) {
    byte[] bytes = object.array();
    JsonCursor cursor = object.cursor();
    cursor.enterObject();
    Map<String, Edit> absent = new LinkedHashMap<>(edits);
    out.raw("{");
    int from = cursor.offset();
    boolean more = cursor.nextField();
    // White space behind the member written last; what is added goes before it.
    int tail = from;
    int tailEnd = more ? from : cursor.delimiter();
    boolean any = false;
    while (more) {
      Edit edit = absent.remove(cursor.name());
      Json old = cursor.value();
      more = cursor.nextField();
      Json value = edit == null ? old : changed(edit, old);
      if (value != null) {
        out.raw(bytes, tail, tailEnd).raw(any ? "," : "");
        out.raw(bytes, from, old.start()).raw(value.array(), value.start(), value.end());
        any = true;
        tail = old.end();
        tailEnd = cursor.delimiter();
      }
      from = cursor.delimiter() + 1;
    }
    add(absent, out);
    out.raw(bytes, tail, tailEnd).raw("}");
  }

  private static @Nullable Json changed(Edit edit, Json old) {
    return switch (edit) {
      case Edit.Set(Json value) -> value;
      case Edit.Default(Json value) -> old.isNull() ? value : old;
      case Edit.Remove() -> null;
      case Edit.Inside(ObjectPatch patch) -> {
        if (old.isObject()) {
          yield patch.apply(old);
        }
        Json made = patch.apply(Json.EMPTY_OBJECT);
        yield made.equals(Json.EMPTY_OBJECT) ? old : made;
      }
    };
  }

  private static void add(Map<String, Edit> absent, JsonWriter out) {
    absent.forEach((name, edit) -> {
      Json value = changed(edit, Json.NULL);
      boolean nothingInside = edit instanceof Edit.Inside && Json.NULL.equals(value);
      if (value != null && !nothingInside) {
        out.field(name, value);
      }
    });
  }
}
