package dev.airoute.extproc.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Part.Media;

/** {@code data:image/png;base64,…}: how this dialect carries bytes. The payload is copied, never decoded. */
public final class DataUrl {
  private static final String SCHEME = "\"data:";
  private static final String BASE64 = ";base64";

  /** Bytes for a data URL, an address for any other; refuses data URLs in another form than base64. */
  public static Media read(Json url, String field) {
    byte[] bytes = url.toByteArray();
    if (!startsWithScheme(bytes)) {
      return new Media.Url(url);
    }
    int comma = SCHEME.length();
    while (comma < bytes.length && bytes[comma] != ',') {
      comma++;
    }
    String head = new String(bytes, SCHEME.length(), comma - SCHEME.length(), UTF_8);
    if (comma == bytes.length || !head.endsWith(BASE64)) {
      throw Field.invalid(field, "an address, or a data URL in base64 (data:image/png;base64,…)");
    }
    // The comma is not needed any more: as a quote it starts the JSON string that is left.
    bytes[comma] = '"';
    int parameters = head.indexOf(';');
    String mediaType = head.substring(0, parameters).replace("\\/", "/");
    return new Media.Base64(mediaType, Json.parse(bytes, comma, bytes.length));
  }

  public static void write(Media.Base64 media, JsonWriter out) {
    out.beginString()
        .piece("data:")
        .piece(media.mediaType())
        .piece(BASE64)
        .piece(",")
        .piece(media.data())
        .endString();
  }

  private static boolean startsWithScheme(byte[] bytes) {
    return bytes.length > SCHEME.length()
        && new String(bytes, 0, SCHEME.length(), UTF_8).equalsIgnoreCase(SCHEME);
  }

  private DataUrl() {}
}
