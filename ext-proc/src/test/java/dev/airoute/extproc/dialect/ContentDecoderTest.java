package dev.airoute.extproc.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.airoute.extproc.Corner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.DataFormatException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentDecoderTest {
  private static final String TEXT = "The quick brown fox. ".repeat(2000);

  private static ContentDecoder decoder(String encoding) {
    return Objects.requireNonNull(ContentDecoder.of(encoding));
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    }
    return packed.toByteArray();
  }

  private static String decode(ContentDecoder decoder, byte[] packed, int piece)
      throws DataFormatException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    for (int at = 0; at < packed.length; at += piece) {
      plain.writeBytes(decoder.decode(packed, at, Math.min(piece, packed.length - at)));
    }
    decoder.end();
    return plain.toString(UTF_8);
  }

  @Corner(3)
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 4096, 1 << 20})
  void readsGzipInPieces(int piece) throws Exception {
    byte[] packed = gzip(TEXT.getBytes(UTF_8));
    try (ContentDecoder decoder = decoder("gzip")) {
      assertThat(decode(decoder, packed, piece)).isEqualTo(TEXT);
    }
  }

  @Corner(3)
  @Test
  void givesWhatWasFlushedBeforeTheEnd() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed, 512, true);
        ContentDecoder decoder = decoder("gzip")) {
      gzip.write("data: 1\n\n".getBytes(UTF_8));
      gzip.flush();
      byte[] first = packed.toByteArray();
      assertThat(new String(decoder.decode(first, 0, first.length), UTF_8))
          .isEqualTo("data: 1\n\n");
    }
  }

  @Test
  void readsEveryOptionalFieldOfTheHeader() throws Exception {
    byte[] plain = gzip("x".getBytes(UTF_8));
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    packed.write(plain, 0, 3);
    packed.write(2 | 4 | 8 | 16);
    packed.write(plain, 4, 6);
    packed.writeBytes(new byte[] {3, 0, 'a', 'b', 'c'});
    packed.writeBytes("name\0comment\0".getBytes(UTF_8));
    packed.writeBytes(new byte[] {1, 2});
    packed.write(plain, 10, plain.length - 10);
    try (ContentDecoder decoder = decoder("x-gzip")) {
      assertThat(decode(decoder, packed.toByteArray(), 1)).isEqualTo("x");
    }
  }

  @Test
  void readsSeveralMembers() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    packed.writeBytes(gzip("one ".getBytes(UTF_8)));
    packed.writeBytes(gzip("two".getBytes(UTF_8)));
    try (ContentDecoder decoder = decoder("GZIP")) {
      assertThat(decode(decoder, packed.toByteArray(), 5)).isEqualTo("one two");
    }
  }

  @Test
  void readsDeflate() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflate = new DeflaterOutputStream(packed)) {
      deflate.write(TEXT.getBytes(UTF_8));
    }
    try (ContentDecoder decoder = decoder("deflate")) {
      assertThat(decode(decoder, packed.toByteArray(), 3)).isEqualTo(TEXT);
    }
  }

  @Test
  void refusesAnEndInTheMiddle() throws Exception {
    byte[] packed = gzip(TEXT.getBytes(UTF_8));
    for (int length : new int[] {5, 60, packed.length - 3}) {
      try (ContentDecoder decoder = decoder("gzip")) {
        assertThatThrownBy(() -> decode(decoder, Arrays.copyOf(packed, length), 9))
            .isInstanceOf(DataFormatException.class);
      }
    }
  }

  @Test
  void refusesWhatIsNotGzipOrWasChanged() throws Exception {
    byte[] packed = gzip(TEXT.getBytes(UTF_8));
    packed[packed.length - 8]++;
    try (ContentDecoder decoder = decoder("gzip")) {
      assertThatThrownBy(() -> decode(decoder, packed, 99)).hasMessageContaining("checksum");
    }
    try (ContentDecoder decoder = decoder("gzip")) {
      assertThatThrownBy(() -> decode(decoder, "{\"a\":1}".getBytes(UTF_8), 99))
          .hasMessageContaining("gzip");
    }
  }

  @Test
  void refusesABomb() throws Exception {
    byte[] bomb = gzip(new byte[ContentDecoder.MOST + 1]);
    try (ContentDecoder decoder = decoder("gzip")) {
      assertThatThrownBy(() -> decode(decoder, bomb, bomb.length))
          .isInstanceOf(DataFormatException.class);
    }
  }

  @Test
  void knowsWhatItDoesNotKnow() {
    assertThat(ContentDecoder.of("br")).isNull();
    assertThat(ContentDecoder.of("gzip, br")).isNull();
    assertThat(decoder("").identity()).isTrue();
    assertThat(decoder("identity").identity()).isTrue();
  }
}
