package dev.airoute.extproc.dialect.openai;

/**
 * Watches the text of a call's arguments go by and knows when its object is closed. Counting braces is enough for that, and
 * unlike parsing what is there so far it never takes a beginning for the whole.
 */
final class ArgumentScan {
  private int depth;
  private boolean inString;
  private boolean escaped;
  private boolean closed;

  /** @param text of the arguments, no longer escaped */
  void add(byte[] text) {
    for (byte b : text) {
      if (inString) {
        inString = escaped || b != '"';
        escaped = !escaped && b == '\\';
      } else {
        outside(b);
      }
    }
  }

  private void outside(byte b) {
    switch (b) {
      case '"' -> inString = true;
      case '{', '[' -> depth++;
      case '}', ']' -> {
        depth--;
        closed = depth == 0;
      }
      default -> {}
    }
  }

  boolean closed() {
    return closed;
  }
}
