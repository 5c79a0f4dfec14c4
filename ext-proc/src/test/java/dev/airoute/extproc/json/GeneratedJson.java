package dev.airoute.extproc.json;

import java.util.Random;

/** Documents made from a seed: every kind of value, escape, character and white space. */
final class GeneratedJson {
  private static final String[] SPACES = {"", "", "", " ", "\n", "\t ", "\r\n  "};
  private static final String[] ESCAPES = {
    "\\\"",
    "\\\\",
    "\\/",
    "\\b",
    "\\f",
    "\\n",
    "\\r",
    "\\t",
    "\\u0000",
    "\\u00E9",
    "\\uabcd",
    "\\uD83D\\uDE00",
    "\\u005c",
    "\\u0022"
  };
  private static final String[] WIDE = {
    "\u00e9", "\u4e2d", "\uD83D\uDE00", "\u2028", "\uffff", "\u0800"
  };
  private static final String[] NUMBERS = {
    "0",
    "-0",
    "1",
    "-17",
    "3.25",
    "1e5",
    "2.5E-3",
    "9007199254740993",
    "-1E+2",
    "0.1",
    "123456789012345678901234567890"
  };

  private final Random random;
  private final StringBuilder text = new StringBuilder();

  private GeneratedJson(long seed) {
    random = new Random(seed);
  }

  static String document(long seed) {
    GeneratedJson generator = new GeneratedJson(seed);
    generator.value(0);
    return generator.text.toString();
  }

  private void value(int depth) {
    space();
    switch (random.nextInt(depth > 5 ? 5 : 9)) {
      case 0 -> text.append(random.nextBoolean());
      case 1 -> text.append("null");
      case 2 -> text.append(pick(NUMBERS));
      case 3 -> text.append(random.nextInt());
      case 4 -> string();
      case 5, 6 -> array(depth);
      default -> object(depth);
    }
    space();
  }

  private void array(int depth) {
    text.append('[');
    int size = random.nextInt(5);
    for (int i = 0; i < size; i++) {
      text.append(i == 0 ? "" : ",");
      value(depth + 1);
    }
    if (size == 0) {
      space();
    }
    text.append(']');
  }

  private void object(int depth) {
    text.append('{');
    int size = random.nextInt(6) == 0 ? 30 : random.nextInt(5);
    for (int i = 0; i < size; i++) {
      text.append(i == 0 ? "" : ",");
      space();
      string();
      // Makes the name unique.
      text.insert(text.length() - 1, "#" + i);
      space();
      text.append(':');
      value(depth + 1);
    }
    if (size == 0) {
      space();
    }
    text.append('}');
  }

  private void string() {
    text.append('"');
    int pieces = random.nextInt(8);
    for (int i = 0; i < pieces; i++) {
      switch (random.nextInt(4)) {
        case 0 -> text.append(pick(ESCAPES));
        case 1 -> text.append(pick(WIDE));
        default -> text.append("plain text 0123456789", 0, random.nextInt(21));
      }
    }
    text.append('"');
  }

  private void space() {
    text.append(pick(SPACES));
  }

  private String pick(String[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
