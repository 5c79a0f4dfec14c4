package dev.airoute.extproc.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One JSON value, as a slice of the bytes it came in, without the white space around it. It was checked when it was
 * made, so whoever holds one may copy it. Immutable, as long as nobody writes into the array that was given.
 */
public final class Json {
  public static final Json TRUE = parse("true");
  public static final Json FALSE = parse("false");
  public static final Json NULL = parse("null");
  public static final Json EMPTY_OBJECT = parse("{}");
  public static final Json EMPTY_STRING = parse("\"\"");

  /** In bytes, of a whole number that is converted: decimals of any length take a time that grows with the square. */
  private static final int LONGEST_NUMBER = 40;

  private final byte[] bytes;
  private final int start;
  private final int end;

  Json(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
  }

  /** What a value is. */
  public enum Kind {
    OBJECT,
    ARRAY,
    STRING,
    NUMBER,
    TRUE,
    FALSE,
    NULL;

    /** By the first byte of a value. */
    static Kind of(byte first) {
      return switch (first) {
        case '{' -> OBJECT;
        case '[' -> ARRAY;
        case '"' -> STRING;
        case 't' -> TRUE;
        case 'f' -> FALSE;
        case 'n' -> NULL;
        default -> NUMBER;
      };
    }
  }

  /** Checks all of the text; the array is kept, not copied. */
  public static Json parse(byte[] bytes) {
    return parse(bytes, 0, bytes.length);
  }

  public static Json parse(byte[] bytes, int start, int end) {
    JsonCursor cursor = new JsonCursor(bytes, start, end);
    Json value = cursor.value();
    cursor.end();
    return value;
  }

  public static Json parse(String text) {
    return parse(text.getBytes(UTF_8));
  }

  public static Json string(CharSequence text) {
    JsonWriter out = new JsonWriter(text.length() + 2);
    out.string(text);
    return out.toJson();
  }

  public static Json number(long number) {
    byte[] digits = Long.toString(number).getBytes(UTF_8);
    return new Json(digits, 0, digits.length);
  }

  public static Json bool(boolean value) {
    return value ? TRUE : FALSE;
  }

  public Kind kind() {
    return Kind.of(bytes[start]);
  }

  public boolean isObject() {
    return kind() == Kind.OBJECT;
  }

  public boolean isArray() {
    return kind() == Kind.ARRAY;
  }

  public boolean isString() {
    return kind() == Kind.STRING;
  }

  public boolean isNumber() {
    return kind() == Kind.NUMBER;
  }

  public boolean isBoolean() {
    return kind() == Kind.TRUE || kind() == Kind.FALSE;
  }

  public boolean isNull() {
    return kind() == Kind.NULL;
  }

  /** Whether this is a string without a character in it. */
  public boolean isEmptyString() {
    return isString() && length() == 2;
  }

  /** Whether this is a string of nothing but spaces, tabs and line breaks, or of nothing at all. */
  public boolean isBlankString() {
    if (!isString()) {
      return false;
    }
    int at = start + 1;
    while (at < end - 1) {
      byte escaped = bytes[at + 1];
      if (bytes[at] == ' ') {
        at++;
      } else if (bytes[at] == '\\' && (escaped == 'n' || escaped == 'r' || escaped == 't')) {
        at += 2;
      } else {
        return false;
      }
    }
    return true;
  }

  /** The characters of a string. */
  public String text() {
    expect(Kind.STRING);
    return JsonText.decode(bytes, start + 1, end - 1);
  }

  /** The characters of a string as UTF-8; a single surrogate becomes U+FFFD. */
  public byte[] unquoted() {
    expect(Kind.STRING);
    byte[] target = new byte[length() - 2];
    int size = JsonText.unescape(bytes, start + 1, end - 1, target, 0);
    return size == target.length ? target : Arrays.copyOf(target, size);
  }

  /** Whether these characters stand somewhere in the text of the value, in a row and not escaped. */
  public boolean contains(String ascii) {
    for (int at = start; at <= end - ascii.length(); at++) {
      int same = 0;
      while (same < ascii.length() && bytes[at + same] == ascii.charAt(same)) {
        same++;
      }
      if (same == ascii.length()) {
        return true;
      }
    }
    return false;
  }

  /** Itself, if no object in it has a name twice, however deep; {@link JsonException} otherwise. */
  public Json distinct() {
    distinct(cursor());
    return this;
  }

  private static void distinct(JsonCursor cursor) {
    switch (cursor.kind()) {
      case OBJECT -> {
        cursor.enterObject();
        while (cursor.nextField()) {
          distinct(cursor);
        }
      }
      case ARRAY -> {
        cursor.enterArray();
        while (cursor.nextElement()) {
          distinct(cursor);
        }
      }
      case STRING, NUMBER, TRUE, FALSE, NULL -> cursor.skip();
    }
  }

  /** How many UTF-16 units {@link #text} has, without making it. */
  public int textLength() {
    int units = 0;
    for (int at = start + 1; at < end - 1; at++) {
      byte b = bytes[at];
      if (b == '\\') {
        at += bytes[at + 1] == 'u' ? 5 : 1;
        units++;
      } else if ((b & 0xc0) != 0x80) {
        // The lead of four bytes stands for a pair of surrogates.
        units += (b & 0xf8) == 0xf0 ? 2 : 1;
      }
    }
    return units;
  }

  /** A whole number, however it is written ({@code 1000}, {@code 1e3}); refuses fractions, overflow and endless digits. */
  public long asLong() {
    expect(Kind.NUMBER);
    if (length() > LONGEST_NUMBER) {
      throw new JsonException("expected a whole number of 64 bits", start);
    }
    String digits = toString();
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException _) {
      try {
        return new BigDecimal(digits).longValueExact();
      } catch (ArithmeticException | NumberFormatException _) {
        throw new JsonException("expected a whole number of 64 bits", start);
      }
    }
  }

  public double asDouble() {
    expect(Kind.NUMBER);
    return Double.parseDouble(toString());
  }

  public boolean asBoolean() {
    if (!isBoolean()) {
      throw new JsonException("expected true or false", start);
    }
    return bytes[start] == 't';
  }

  /** A cursor in front of this value. */
  public JsonCursor cursor() {
    return new JsonCursor(bytes, start, end);
  }

  /**
   * A member of an object; null when there is none, or when this is not an object. Reads the whole object and refuses
   * duplicate names; for cold paths.
   */
  public @Nullable Json get(String name) {
    if (!isObject()) {
      return null;
    }
    Json found = null;
    JsonCursor cursor = cursor();
    cursor.enterObject();
    while (cursor.nextField()) {
      if (cursor.nameIs(name)) {
        found = cursor.value();
      }
    }
    return found;
  }

  /** In bytes, quotes included. */
  public int length() {
    return end - start;
  }

  byte[] array() {
    return bytes;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  void expect(Kind kind) {
    if (kind() != kind) {
      throw new JsonException("expected " + kind + ", found " + kind(), start);
    }
  }

  /** A copy of the text. */
  public byte[] toByteArray() {
    return Arrays.copyOfRange(bytes, start, end);
  }

  /** Byte for byte: {@code 1.0} differs from {@code 1}. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Json json
        && Arrays.equals(bytes, start, end, json.bytes, json.start, json.end);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash;
  }

  /** The text as it was written. */
  @Override
  public String toString() {
    return new String(bytes, start, end - start, UTF_8);
  }
}
