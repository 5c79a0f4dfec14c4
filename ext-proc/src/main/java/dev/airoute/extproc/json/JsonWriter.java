package dev.airoute.extproc.json;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Appends JSON to one growing array. Commas come by themselves: whatever follows a finished value is preceded by one.
 * Give the capacity that will be needed, and a large slice is copied once. One thread.
 */
public final class JsonWriter {
  private byte[] bytes;
  private int size;
  private boolean shared;

  public JsonWriter() {
    this(512);
  }

  public JsonWriter(int capacity) {
    bytes = new byte[Math.max(capacity, 16)];
  }

  public JsonWriter beginObject() {
    return opening('{');
  }

  public JsonWriter endObject() {
    return put('}');
  }

  public JsonWriter beginArray() {
    return opening('[');
  }

  public JsonWriter endArray() {
    return put(']');
  }

  public JsonWriter name(String name) {
    return string(name).put(':');
  }

  /** Copies the value as it is written. */
  public JsonWriter value(Json value) {
    comma();
    return copy(value.array(), value.start(), value.end());
  }

  public JsonWriter string(CharSequence text) {
    return beginString().piece(text).endString();
  }

  public JsonWriter number(long number) {
    comma();
    return raw(Long.toString(number));
  }

  public JsonWriter bool(boolean value) {
    return value(Json.bool(value));
  }

  public JsonWriter nullValue() {
    return value(Json.NULL);
  }

  public JsonWriter field(String name, Json value) {
    return name(name).value(value);
  }

  public JsonWriter field(String name, String value) {
    return name(name).string(value);
  }

  public JsonWriter field(String name, long value) {
    return name(name).number(value);
  }

  public JsonWriter field(String name, boolean value) {
    return name(name).bool(value);
  }

  /** A member, unless there is no value for it. */
  public JsonWriter optional(String name, @Nullable Json value) {
    return value == null ? this : field(name, value);
  }

  /** Starts a string that is made of pieces. */
  public JsonWriter beginString() {
    return opening('"');
  }

  /** Copies what is between the quotes of a string, as it is escaped there. */
  public JsonWriter piece(Json string) {
    string.expect(Json.Kind.STRING);
    return copy(string.array(), string.start() + 1, string.end() - 1);
  }

  /** Adds characters to the string; a single surrogate is written as an escape. */
  public JsonWriter piece(CharSequence text) {
    int length = text.length();
    ensure(length);
    for (int i = 0; i < length; i++) {
      char unit = text.charAt(i);
      if (unit < 0x80 && unit >= 0x20 && unit != '"' && unit != '\\') {
        if (size == bytes.length) {
          ensure(length - i);
        }
        bytes[size++] = (byte) unit;
        continue;
      }
      ensure(length - i + 6);
      if (Character.isHighSurrogate(unit)
          && i + 1 < length
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        size = JsonText.utf8(Character.toCodePoint(unit, text.charAt(++i)), bytes, size);
      } else if (unit < 0x80 || Character.isSurrogate(unit)) {
        size = JsonText.escape(unit, bytes, size);
      } else {
        size = JsonText.utf8(unit, bytes, size);
      }
    }
    return this;
  }

  /** Adds the text of a value, whatever it is, to the string. */
  public JsonWriter escapedPiece(Json value) {
    byte[] source = value.array();
    int from = value.start();
    while (true) {
      int special = Swar.special(source, from, value.end());
      copy(source, from, special);
      if (special == value.end()) {
        return this;
      }
      ensure(6);
      size = JsonText.escape(source[special], bytes, size);
      from = special + 1;
    }
  }

  public JsonWriter endString() {
    return put('"');
  }

  /** Writes the text of a value as a string: {@code {"a":1}} becomes {@code "{\"a\":1}"}. */
  public JsonWriter escaped(Json value) {
    return beginString().escapedPiece(value).endString();
  }

  /**
   * Writes the text of a string as a value: {@code "{\"a\":1}"} becomes {@code {"a":1}}. Refuses text that is not one JSON
   * value, and has then written nothing.
   */
  public JsonWriter unescaped(Json string) {
    return unescaped(string, null);
  }

  /** Like {@link #unescaped(Json)}, and refuses a value of another kind too. */
  public JsonWriter unescaped(Json string, Json.@Nullable Kind kind) {
    string.expect(Json.Kind.STRING);
    int before = size;
    comma();
    ensure(string.length());
    int start = size;
    size = JsonText.unescape(string.array(), string.start() + 1, string.end() - 1, bytes, start);
    try {
      Json value = Json.parse(bytes, start, size);
      if (kind != null) {
        value.expect(kind);
      }
      System.arraycopy(bytes, value.start(), bytes, start, value.length());
      size = start + value.length();
      return this;
    } catch (JsonException e) {
      size = before;
      throw e;
    }
  }

  /** Writes ASCII as it is, without a comma before it: for the frames around JSON. */
  public JsonWriter raw(String ascii) {
    int length = ascii.length();
    ensure(length);
    for (int i = 0; i < length; i++) {
      bytes[size++] = (byte) ascii.charAt(i);
    }
    return this;
  }

  /** Copies bytes as they are, without a comma before them: for the frames around JSON, and for patches. */
  public JsonWriter raw(byte[] source, int start, int end) {
    return copy(source, start, end);
  }

  /**
   * Puts spaces for the line breaks between tokens that were written since {@code from}. JSON strings hold none, so the
   * meaning stays.
   */
  public JsonWriter oneLine(int from) {
    for (int i = from; i < size; i++) {
      if (bytes[i] == '\n' || bytes[i] == '\r') {
        bytes[i] = ' ';
      }
    }
    return this;
  }

  /** Bytes there is room for before the array grows. */
  int capacity() {
    return bytes.length;
  }

  public int size() {
    return size;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** What was written, without a copy. */
  public ByteString toByteString() {
    shared = true;
    return UnsafeByteOperations.unsafeWrap(bytes, 0, size);
  }

  /** What was written, without a copy: it must be one value, which is not checked again. */
  public Json toJson() {
    shared = true;
    return new Json(bytes, 0, size);
  }

  /** Starts anew, in the same array unless that was given away. */
  public void reset() {
    if (shared) {
      bytes = new byte[Math.min(bytes.length, 4096)];
      shared = false;
    }
    size = 0;
  }

  private JsonWriter opening(char c) {
    comma();
    return put(c);
  }

  private JsonWriter put(char c) {
    ensure(1);
    bytes[size++] = (byte) c;
    return this;
  }

  /** A value never ends in any of these, so the last byte says whether one was finished. */
  private void comma() {
    if (size == 0) {
      return;
    }
    switch (bytes[size - 1]) {
      case '{', '[', ':', ' ', '\n' -> {}
      default -> put(',');
    }
  }

  private JsonWriter copy(byte[] source, int start, int end) {
    ensure(end - start);
    System.arraycopy(source, start, bytes, size, end - start);
    size += end - start;
    return this;
  }

  private void ensure(int more) {
    int needed = Math.addExact(size, more);
    if (needed > bytes.length) {
      int grown = (int) Math.min(Integer.MAX_VALUE - 8, bytes.length * 2L);
      bytes = Arrays.copyOf(bytes, Math.max(grown, needed));
    }
  }
}
