package dev.airoute.extproc.dialect.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries other makers' signed and opaque reasoning through a Gemini client. What such clients are sure to give back is the
 * {@code thoughtSignature} of a part, bytes that they do not look into, whereas thoughts are often left away. So the reasoning
 * in front of a part, with its text, which its maker wants back unchanged, travels as the signature of the part.
 */
final class GeminiSignature {
  private static final byte[] MARK = "airoute:".getBytes(UTF_8);

  /** How every such signature begins, in either alphabet. */
  static final String ENCODED_MARK = "YWlyb3V0ZT";

  /** @param reasoning signed thinking and opaque data @return a JSON string */
  static Json of(List<Part> reasoning) {
    JsonWriter out = new JsonWriter();
    out.raw(MARK, 0, MARK.length).beginArray();
    for (Part part : reasoning) {
      out.beginObject();
      switch (part) {
        case Part.Thinking thinking ->
          out.field("text", thinking.text()).optional("signature", thinking.signature());
        case Part.RedactedThinking redacted -> out.field("data", redacted.data());
        default -> throw new IllegalArgumentException("no reasoning: " + part);
      }
      out.endObject();
    }
    return Json.string(Base64.getEncoder().encodeToString(out.endArray().toByteArray()));
  }

  static boolean isMarked(Json signature) {
    return signature.text().startsWith(ENCODED_MARK);
  }

  /** The reasoning that a signature holds; null when it is Google's own. Nothing, where somebody changed it. */
  static @Nullable List<Part> reasoning(Json signature) {
    if (!isMarked(signature)) {
      return null;
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(GeminiBase64.standard(signature).text());
      return parts(Json.parse(Arrays.copyOfRange(bytes, MARK.length, bytes.length)));
    } catch (IllegalArgumentException | JsonException _) {
      return List.of();
    }
  }

  private static List<Part> parts(Json array) {
    List<Part> parts = new ArrayList<>();
    for (Json element : Members.elements(array)) {
      Json text = string(element, "text");
      Json data = string(element, "data");
      if (data != null) {
        parts.add(new Part.RedactedThinking(data));
      } else if (text != null) {
        parts.add(new Part.Thinking(text, string(element, "signature")));
      }
    }
    return parts;
  }

  private static @Nullable Json string(Json element, String name) {
    Json value = element.get(name);
    return value != null && value.isString() ? value : null;
  }

  private GeminiSignature() {}
}
