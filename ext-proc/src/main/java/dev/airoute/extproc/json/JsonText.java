package dev.airoute.extproc.json;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What stands between the quotes of a checked JSON string: to characters, to bytes, and back. */
final class JsonText {
  private static final byte[] HEX = "0123456789abcdef".getBytes(UTF_8);

  /** Single surrogates stay single surrogates. */
  static String decode(byte[] bytes, int start, int end) {
    int at = Swar.backslash(bytes, start, end);
    if (at == end) {
      return new String(bytes, start, end - start, UTF_8);
    }
    StringBuilder text = new StringBuilder(end - start);
    int from = start;
    while (at < end) {
      text.append(new String(bytes, from, at - from, UTF_8));
      text.append(escaped(bytes, at));
      from = at + (bytes[at + 1] == 'u' ? 6 : 2);
      at = Swar.backslash(bytes, from, end);
    }
    return text.append(new String(bytes, from, end - from, UTF_8)).toString();
  }

  /**
   * Unescapes into {@code target}, which never needs more room than the source took; a single surrogate becomes U+FFFD.
   *
   * @return the offset behind what was written
   */
  static int unescape(byte[] bytes, int start, int end, byte[] target, int offset) {
    int from = start;
    int to = offset;
    while (true) {
      int at = Swar.backslash(bytes, from, end);
      System.arraycopy(bytes, from, target, to, at - from);
      to += at - from;
      if (at == end) {
        return to;
      }
      int character = escaped(bytes, at);
      from = at + (bytes[at + 1] == 'u' ? 6 : 2);
      if (Character.isSurrogate((char) character)) {
        int low = lowAfter(bytes, from, end);
        if (Character.isHighSurrogate((char) character) && low >= 0) {
          character = Character.toCodePoint((char) character, (char) low);
          from += 6;
        } else {
          character = 0xfffd;
        }
      }
      to = utf8(character, target, to);
    }
  }

  /** The low surrogate that is escaped at this offset, or -1. */
  private static int lowAfter(byte[] bytes, int at, int end) {
    if (at + 6 > end || bytes[at] != '\\' || bytes[at + 1] != 'u') {
      return -1;
    }
    int character = hex(bytes, at + 2);
    return Character.isLowSurrogate((char) character) ? character : -1;
  }

  /** The UTF-16 unit that the escape at this offset stands for. */
  private static char escaped(byte[] bytes, int at) {
    return switch (bytes[at + 1]) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> (char) hex(bytes, at + 2);
      default -> (char) bytes[at + 1];
    };
  }

  /** Four hexadecimal digits, or -1. */
  static int hex(byte[] bytes, int at) {
    int value = 0;
    for (int i = at; i < at + 4; i++) {
      int digit = Character.digit(bytes[i], 16);
      if (digit < 0) {
        return -1;
      }
      value = (value << 4) | digit;
    }
    return value;
  }

  /** Writes one code point; up to four bytes. */
  static int utf8(int point, byte[] target, int offset) {
    int to = offset;
    if (point < 0x80) {
      target[to++] = (byte) point;
    } else if (point < 0x800) {
      target[to++] = (byte) (0xc0 | (point >> 6));
      target[to++] = (byte) (0x80 | (point & 0x3f));
    } else if (point < 0x10000) {
      target[to++] = (byte) (0xe0 | (point >> 12));
      target[to++] = (byte) (0x80 | ((point >> 6) & 0x3f));
      target[to++] = (byte) (0x80 | (point & 0x3f));
    } else {
      target[to++] = (byte) (0xf0 | (point >> 18));
      target[to++] = (byte) (0x80 | ((point >> 12) & 0x3f));
      target[to++] = (byte) (0x80 | ((point >> 6) & 0x3f));
      target[to++] = (byte) (0x80 | (point & 0x3f));
    }
    return to;
  }

  /** Writes the shortest escape of a UTF-16 unit that needs one; up to six bytes. */
  static int escape(int unit, byte[] target, int offset) {
    int to = offset;
    target[to++] = '\\';
    int letter = switch (unit) {
      case '"', '\\' -> unit;
      case '\b' -> 'b';
      case '\f' -> 'f';
      case '\n' -> 'n';
      case '\r' -> 'r';
      case '\t' -> 't';
      default -> 'u';
    };
    target[to++] = (byte) letter;
    if (letter == 'u') {
      for (int shift = 12; shift >= 0; shift -= 4) {
        target[to++] = HEX[(unit >> shift) & 0xf];
      }
    }
    return to;
  }

  private JsonText() {}
}
