package dev.airoute.extproc.json;

/** Text that is not JSON, or JSON of another kind than was asked for. */
public final class JsonException extends RuntimeException {
  private final String reason;
  private final int offset;

  /** @param offset in the array that was read, which is the offset in the body when a whole body was given */
  public JsonException(String reason, int offset) {
    super(reason + " at offset " + offset, null, false, false);
    this.reason = reason;
    this.offset = offset;
  }

  /** Without the offset, where that is one of a chunk and says nothing to anybody. */
  public String reason() {
    return reason;
  }

  public int offset() {
    return offset;
  }

  /** The same, with the offset counted from another one: that at which a slice of the array starts. */
  public JsonException from(int start) {
    return new JsonException(reason, offset - start);
  }
}
