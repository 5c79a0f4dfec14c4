package dev.airoute.extproc.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The headers of one AWS message, of which the texts that say what the message is are kept. All of them are parsed, since
 * only a header's type tells where the next one begins. Empty: not there.
 */
record AwsHeaders(
    String messageType,
    String eventType,
    String exceptionType,
    String errorCode,
    String errorMessage) {
  private static final int TRUE = 0;
  private static final int FALSE = 1;
  private static final int BYTE = 2;
  private static final int SHORT = 3;
  private static final int INTEGER = 4;
  private static final int LONG = 5;
  private static final int BYTES = 6;
  private static final int STRING = 7;
  private static final int TIMESTAMP = 8;
  private static final int UUID = 9;

  /** @throws FrameException when they do not fill their place exactly, or a type is unknown */
  static AwsHeaders read(byte[] bytes, int start, int end) {
    String messageType = "";
    String eventType = "";
    String exceptionType = "";
    String errorCode = "";
    String errorMessage = "";
    int at = start;
    while (at < end) {
      int nameEnd = within(at + 1 + (bytes[at] & 0xff), end - 1);
      String name = new String(bytes, at + 1, nameEnd - at - 1, UTF_8);
      int type = bytes[nameEnd];
      int value = nameEnd + 1;
      int lengthEnd = type == BYTES || type == STRING ? within(value + 2, end) : value;
      at = within(lengthEnd + length(type, bytes, value), end);
      String text = type == STRING ? new String(bytes, lengthEnd, at - lengthEnd, UTF_8) : "";
      switch (name) {
        case ":message-type" -> messageType = text;
        case ":event-type" -> eventType = text;
        case ":exception-type" -> exceptionType = text;
        case ":error-code" -> errorCode = text;
        case ":error-message" -> errorMessage = text;
        default -> {}
      }
    }
    return new AwsHeaders(messageType, eventType, exceptionType, errorCode, errorMessage);
  }

  private static int within(int position, int end) {
    if (position > end) {
      throw new FrameException("the headers of a frame do not fit into their place");
    }
    return position;
  }

  private static int length(int type, byte[] bytes, int at) {
    return switch (type) {
      case TRUE, FALSE -> 0;
      case BYTE -> 1;
      case SHORT -> 2;
      case INTEGER -> 4;
      case LONG, TIMESTAMP -> 8;
      case UUID -> 16;
      case BYTES, STRING -> (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
      default -> throw new FrameException("a header of a frame has the unknown type " + type);
    };
  }
}
