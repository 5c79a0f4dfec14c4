package dev.airoute.extproc.dialect;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Undoes {@code content-encoding} piece by piece, for providers that compress although the gateway asks them not to. One
 * instance per answer, one thread; {@link #close} frees native memory.
 */
final class ContentDecoder implements AutoCloseable {
  /** What one piece may grow to: far above any answer, far below what a bomb wants. */
  static final int MOST = 32 << 20;

  private final @Nullable Inflater inflater;
  private final boolean gzip;
  private final GzipHeader header = new GzipHeader();
  private final CRC32 checksum = new CRC32();
  private final byte[] trailer = new byte[8];
  private int trailerSize;
  private boolean started;

  private ContentDecoder(@Nullable Inflater inflater, boolean gzip) {
    this.inflater = inflater;
    this.gzip = gzip;
  }

  /** Null for an encoding that is not known. */
  static @Nullable ContentDecoder of(String encoding) {
    return switch (encoding.trim().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> new ContentDecoder(null, false);
      case "gzip", "x-gzip" -> new ContentDecoder(new Inflater(true), true);
      case "deflate" -> new ContentDecoder(new Inflater(), false);
      default -> null;
    };
  }

  boolean identity() {
    return inflater == null;
  }

  /** What these bytes bring; nothing is common. */
  byte[] decode(byte[] bytes, int offset, int length) throws DataFormatException {
    if (inflater == null) {
      throw new IllegalStateException("nothing to decode");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(length * 4);
    int at = offset;
    int end = offset + length;
    started |= length > 0;
    while (at < end) {
      if (gzip && !header.complete()) {
        at = header.read(bytes, at, end);
      } else if (!inflater.finished()) {
        at = inflate(inflater, bytes, at, end, out);
      } else {
        at = trailer(inflater, bytes, at, end);
      }
    }
    return out.toByteArray();
  }

  private int inflate(Inflater from, byte[] bytes, int at, int end, ByteArrayOutputStream out)
      throws DataFormatException {
    byte[] buffer = new byte[8192];
    from.setInput(bytes, at, end - at);
    while (!from.needsInput() && !from.finished()) {
      int size = from.inflate(buffer);
      if (size == 0 && from.needsDictionary()) {
        throw new DataFormatException("a dictionary is needed");
      }
      checksum.update(buffer, 0, size);
      out.write(buffer, 0, size);
      if (out.size() > MOST) {
        throw new DataFormatException("more than " + MOST + " bytes in one piece");
      }
    }
    return end - from.getRemaining();
  }

  /** Behind the data: checksum and length; after it another member may follow. */
  private int trailer(Inflater from, byte[] bytes, int at, int end) throws DataFormatException {
    if (!gzip) {
      throw new DataFormatException("more bytes behind the end");
    }
    trailer[trailerSize++] = bytes[at];
    if (trailerSize == trailer.length) {
      long expected = 0;
      for (int i = 3; i >= 0; i--) {
        expected = expected << 8 | trailer[i] & 0xff;
      }
      if (expected != checksum.getValue()) {
        throw new DataFormatException("wrong checksum");
      }
      trailerSize = 0;
      checksum.reset();
      from.reset();
      header.reset();
    }
    return at + 1;
  }

  /** Refuses an end in the middle. */
  void end() throws DataFormatException {
    boolean whole = gzip ? header.untouched() : inflater == null || inflater.finished();
    if (started && !whole) {
      throw new DataFormatException("the compressed data end in the middle");
    }
  }

  @Override
  public void close() {
    if (inflater != null) {
      inflater.end();
    }
  }
}
