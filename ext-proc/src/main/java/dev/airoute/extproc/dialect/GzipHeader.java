package dev.airoute.extproc.dialect;

import java.util.zip.DataFormatException;

/** The header of a gzip member (RFC 1952), read byte by byte. */
final class GzipHeader {
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int CHECKSUM = 2;
  private static final int FIXED = 10;

  private int position;
  private int flags;
  private int extra = -1;
  private int extraLength;
  private int checksum;

  boolean complete() {
    return position >= FIXED && flags == 0;
  }

  boolean untouched() {
    return position == 0;
  }

  void reset() {
    position = 0;
    flags = 0;
    extra = -1;
    checksum = 0;
  }

  /** Reads on until the header is complete; gives the offset behind it. */
  int read(byte[] bytes, int from, int end) throws DataFormatException {
    int at = from;
    while (at < end && !complete()) {
      add(bytes[at++] & 0xff);
    }
    return at;
  }

  private void add(int b) throws DataFormatException {
    if (position < FIXED) {
      fixed(b);
      position++;
    } else if ((flags & EXTRA) != 0) {
      extra(b);
    } else if ((flags & NAME) != 0) {
      flags &= b == 0 ? ~NAME : ~0;
    } else if ((flags & COMMENT) != 0) {
      flags &= b == 0 ? ~COMMENT : ~0;
    } else if (++checksum == 2) {
      flags = 0;
    }
  }

  private void fixed(int b) throws DataFormatException {
    boolean right = switch (position) {
      case 0 -> b == 0x1f;
      case 1 -> b == 0x8b;
      case 2 -> b == 8;
      default -> true;
    };
    if (!right) {
      throw new DataFormatException("not gzip");
    }
    if (position == 3) {
      flags = b & (EXTRA | NAME | COMMENT | CHECKSUM);
    }
  }

  private void extra(int b) {
    extra++;
    if (extra == 0) {
      extraLength = b;
      return;
    }
    if (extra == 1) {
      extraLength |= b << 8;
    }
    if (extra - 1 == extraLength) {
      flags &= ~EXTRA;
    }
  }
}
