package dev.airoute.extproc.dialect;

import java.io.ByteArrayOutputStream;

/** Bytes of a body that is read as a whole, up to a limit. */
final class Buffer {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
  private final int limit;

  Buffer(int limit) {
    this.limit = limit;
  }

  /** False, and nothing is kept, beyond the limit. */
  boolean add(byte[] source, int offset, int length) {
    if (length > limit - bytes.size()) {
      return false;
    }
    bytes.write(source, offset, length);
    return true;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
