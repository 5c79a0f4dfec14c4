package dev.airoute.extproc.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** What was compressed comes back, wherever the pieces end; anything else is refused, the same way in any pieces. */
final class FuzzCompression {
  private static final List<String> CODINGS = List.of("gzip", "deflate");

  static void check(FuzzInput input) {
    String coding = input.one(CODINGS);
    boolean valid = input.yes();
    Random cuts = input.cuts();
    byte[] payload = input.payload();
    byte[] packed = valid ? packed(payload, coding) : payload;
    byte[] whole = decoded(coding, List.of(packed));
    assertThat(decoded(coding, FuzzInput.pieces(packed, cuts))).isEqualTo(whole);
    if (valid) {
      assertThat(whole).isEqualTo(payload);
    }
  }

  private static byte[] packed(byte[] plain, String coding) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream packing =
        coding.equals("gzip") ? new GZIPOutputStream(out) : new DeflaterOutputStream(out)) {
      packing.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Null: refused. */
  private static byte @Nullable [] decoded(String coding, List<byte[]> pieces) {
    try (ContentDecoder decoder = Objects.requireNonNull(ContentDecoder.of(coding))) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      for (byte[] piece : pieces) {
        out.writeBytes(decoder.decode(piece, 0, piece.length));
      }
      decoder.end();
      return out.toByteArray();
    } catch (DataFormatException _) {
      return null;
    }
  }

  private FuzzCompression() {}
}
