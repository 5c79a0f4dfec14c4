package dev.airoute.extproc.json;

import dev.airoute.extproc.json.Json.Kind;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON once, from left to right. It stands before a value, and the caller skips it ({@link #value}) or goes into
 * it:
 *
 * <pre>{@code
 * cursor.enterObject();
 * while (cursor.nextField()) {
 *   if (cursor.nameIs("model")) {
 *     model = cursor.text();
 *   }
 * }
 * cursor.end();
 * }</pre>
 *
 * <p>A value that the caller does not take is skipped, and what is skipped is checked like everything else, but a cursor
 * that is not read to its end has not seen the rest. A name that occurs twice in an object that was entered is refused.
 * One thread.
 */
public final class JsonCursor {
  private final byte[] bytes;
  private final int end;
  private int at;
  private int depth;

  /** Per level that was entered: its names, or null in an array. */
  private @Nullable FieldNames[] levels = new @Nullable FieldNames[8];

  private @Nullable FieldNames spare;
  private boolean first;
  private boolean ahead = true;
  private int nameStart;
  private int nameEnd;
  private int delimiter;

  public JsonCursor(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  public JsonCursor(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.end = end;
    this.at = JsonScanner.whitespace(bytes, start, end);
  }

  /** Goes into the object ahead. */
  public void enterObject() {
    FieldNames names = spare == null ? new FieldNames(bytes) : spare;
    names.clear();
    spare = null;
    enter(Kind.OBJECT, names);
  }

  /** Goes into the array ahead. */
  public void enterArray() {
    enter(Kind.ARRAY, null);
  }

  private void enter(Kind kind, @Nullable FieldNames names) {
    Kind found = kind();
    if (found != kind) {
      throw new JsonException("expected " + kind + ", found " + found, at);
    }
    JsonScanner.checkDepth(depth + 1, at);
    if (depth == levels.length) {
      levels = Arrays.copyOf(levels, depth * 2);
    }
    levels[depth++] = names;
    delimiter = at++;
    first = true;
    ahead = false;
  }

  /** Moves to the next member of the object entered last; false, and out of it, at its end. */
  public boolean nextField() {
    FieldNames names = depth == 0 ? null : levels[depth - 1];
    if (names == null) {
      throw new IllegalStateException("not in an object");
    }
    if (leaves('}')) {
      spare = names;
      return false;
    }
    nameStart = at + 1;
    at = JsonScanner.name(bytes, at, end);
    nameEnd = at - 1;
    if (!names.add(nameStart, nameEnd)) {
      throw new JsonException("the name \"" + name() + "\" occurs twice", nameStart - 1);
    }
    at = JsonScanner.colon(bytes, at, end);
    ahead = true;
    return true;
  }

  /** Moves to the next element of the array entered last; false, and out of it, at its end. */
  public boolean nextElement() {
    if (depth == 0 || levels[depth - 1] != null) {
      throw new IllegalStateException("not in an array");
    }
    ahead = !leaves(']');
    return ahead;
  }

  private boolean leaves(char closing) {
    if (ahead) {
      skip();
    }
    at = JsonScanner.whitespace(bytes, at, end);
    delimiter = at;
    if (at < end && bytes[at] == closing) {
      at++;
      depth--;
      first = false;
      return true;
    }
    if (!first) {
      at = JsonScanner.comma(bytes, at, end, closing);
    }
    first = false;
    return false;
  }

  /** The name of the member ahead. */
  public String name() {
    return JsonText.decode(bytes, nameStart, nameEnd);
  }

  /** Compares the name of the member ahead, without decoding it. */
  public boolean nameIs(String ascii) {
    int length = ascii.length();
    if (nameEnd - nameStart != length) {
      return nameEnd - nameStart > length
          && Swar.backslash(bytes, nameStart, nameEnd) < nameEnd
          && name().equals(ascii);
    }
    for (int i = 0; i < length; i++) {
      if (bytes[nameStart + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** What the value ahead is, as its first byte says. */
  public Kind kind() {
    if (!ahead) {
      throw new IllegalStateException("no value ahead");
    }
    if (at >= end) {
      throw new JsonException("expected a value but the text ended", at);
    }
    return Kind.of(bytes[at]);
  }

  /** Takes the value ahead. */
  public Json value() {
    int start = at;
    skip();
    return new Json(bytes, start, at);
  }

  public void skip() {
    if (!ahead) {
      throw new IllegalStateException("no value ahead");
    }
    at = JsonScanner.value(bytes, at, end, depth);
    ahead = false;
  }

  /** Takes the string ahead. */
  public String text() {
    return value().text();
  }

  /** Nothing but white space is left. */
  public void end() {
    if (ahead) {
      skip();
    }
    if (depth > 0) {
      throw new IllegalStateException("still in an object or array");
    }
    at = JsonScanner.whitespace(bytes, at, end);
    if (at < end) {
      throw new JsonException("more text after the value", at);
    }
  }

  /** Where the next thing starts. */
  public int offset() {
    return at;
  }

  /** Where the brace, bracket or comma is that ended the last step. */
  int delimiter() {
    return delimiter;
  }
}
