package dev.airoute.extproc.json;

/**
 * The grammar of RFC 8259, strictly, and UTF-8. Every method takes the offset at which something starts and gives the
 * offset behind it, or throws. Allocates nothing.
 *
 * <p>Escapes of single surrogates ({@code "\ud83d"}) are let through: the grammar allows them and clients that cut
 * UTF-16 text send them. A byte-order mark is refused.
 */
final class JsonScanner {
  /** How deep objects and arrays may nest. */
  static final int MAX_DEPTH = 256;

  static int whitespace(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && isWhitespace(bytes[at])) {
      at++;
    }
    return at;
  }

  /** @param depth of the objects and arrays around the value */
  static int value(byte[] bytes, int at, int end, int depth) {
    if (at >= end) {
      throw new JsonException("expected a value but the text ended", at);
    }
    return switch (bytes[at]) {
      case '"' -> string(bytes, at, end);
      case '{' -> object(bytes, at, end, depth + 1);
      case '[' -> array(bytes, at, end, depth + 1);
      case 't' -> literal("true", bytes, at, end);
      case 'f' -> literal("false", bytes, at, end);
      case 'n' -> literal("null", bytes, at, end);
      default -> number(bytes, at, end);
    };
  }

  private static int object(byte[] bytes, int from, int end, int depth) {
    checkDepth(depth, from);
    int at = whitespace(bytes, from + 1, end);
    if (at < end && bytes[at] == '}') {
      return at + 1;
    }
    while (true) {
      at = colon(bytes, name(bytes, at, end), end);
      at = whitespace(bytes, value(bytes, at, end, depth), end);
      if (at < end && bytes[at] == '}') {
        return at + 1;
      }
      at = comma(bytes, at, end, '}');
    }
  }

  private static int array(byte[] bytes, int from, int end, int depth) {
    checkDepth(depth, from);
    int at = whitespace(bytes, from + 1, end);
    if (at < end && bytes[at] == ']') {
      return at + 1;
    }
    while (true) {
      at = whitespace(bytes, value(bytes, at, end, depth), end);
      if (at < end && bytes[at] == ']') {
        return at + 1;
      }
      at = comma(bytes, at, end, ']');
    }
  }

  /** A name, with its quotes. */
  static int name(byte[] bytes, int at, int end) {
    if (at >= end || bytes[at] != '"') {
      throw new JsonException("expected a name in double quotes", at);
    }
    return string(bytes, at, end);
  }

  /** White space, a colon, white space. */
  static int colon(byte[] bytes, int from, int end) {
    int at = whitespace(bytes, from, end);
    if (at >= end || bytes[at] != ':') {
      throw new JsonException("expected ':'", at);
    }
    return whitespace(bytes, at + 1, end);
  }

  /** A comma and white space. */
  static int comma(byte[] bytes, int at, int end, char closing) {
    if (at >= end || bytes[at] != ',') {
      throw new JsonException("expected ',' or '" + closing + "'", at);
    }
    return whitespace(bytes, at + 1, end);
  }

  static void checkDepth(int depth, int at) {
    if (depth > MAX_DEPTH) {
      throw new JsonException("nested deeper than " + MAX_DEPTH, at);
    }
  }

  private static int literal(String word, byte[] bytes, int from, int end) {
    for (int i = 0; i < word.length(); i++) {
      if (from + i >= end || bytes[from + i] != word.charAt(i)) {
        throw new JsonException("expected a value", from);
      }
    }
    return from + word.length();
  }

  private static int number(byte[] bytes, int from, int end) {
    int at = from;
    if (bytes[at] == '-') {
      at++;
    } else if (!isDigit(bytes[at])) {
      throw new JsonException("expected a value", from);
    }
    at = at < end && bytes[at] == '0' ? at + 1 : digits(bytes, at, end);
    if (at < end && bytes[at] == '.') {
      at = digits(bytes, at + 1, end);
    }
    if (at < end && (bytes[at] | 0x20) == 'e') {
      at++;
      if (at < end && (bytes[at] == '+' || bytes[at] == '-')) {
        at++;
      }
      at = digits(bytes, at, end);
    }
    return at;
  }

  private static int digits(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && isDigit(bytes[at])) {
      at++;
    }
    if (at == from) {
      throw new JsonException("expected a digit", at);
    }
    return at;
  }

  /** A string from its opening quote on. */
  static int string(byte[] bytes, int from, int end) {
    int at = from + 1;
    while (true) {
      at = Swar.specialOrWide(bytes, at, end);
      if (at >= end) {
        throw new JsonException("a string is not closed", from);
      }
      int found = bytes[at];
      if (found == '"') {
        return at + 1;
      } else if (found == '\\') {
        at = escape(bytes, at, end);
      } else if (found < 0) {
        at = wide(bytes, at, end);
      } else {
        throw new JsonException("a control character in a string must be escaped", at);
      }
    }
  }

  private static int escape(byte[] bytes, int from, int end) {
    int at = from + 1;
    if (at < end) {
      switch (bytes[at]) {
        case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
          return at + 1;
        }
        case 'u' -> {
          if (at + 4 < end && JsonText.hex(bytes, at + 1) >= 0) {
            return at + 5;
          }
        }
        default -> {}
      }
    }
    throw new JsonException("bad escape in a string", from);
  }

  /** A run of characters outside ASCII: well-formed UTF-8 as of Unicode table 3-7. */
  private static int wide(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && bytes[at] < 0) {
      int lead = bytes[at] & 0xff;
      int length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
      if (length == 0 || at + length > end || !secondFits(lead, bytes[at + 1] & 0xff)) {
        throw new JsonException("not UTF-8", at);
      }
      for (int i = 2; i < length; i++) {
        if ((bytes[at + i] & 0xc0) != 0x80) {
          throw new JsonException("not UTF-8", at);
        }
      }
      at += length;
    }
    return at;
  }

  private static boolean secondFits(int lead, int second) {
    int least = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    int most = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    return least <= second && second <= most;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  static boolean isWhitespace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private JsonScanner() {}
}
