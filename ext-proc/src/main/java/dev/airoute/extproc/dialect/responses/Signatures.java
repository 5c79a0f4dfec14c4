package dev.airoute.extproc.dialect.responses;

import dev.airoute.extproc.dialect.openai.Field;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Part;
import org.jspecify.annotations.Nullable;

/**
 * {@code encrypted_content} of reasoning items. OpenAI's own becomes the signature {@code openai:ID:ENCRYPTED}; what other
 * makers signed or closed is given to clients of this dialect with a mark in front that tells whose it is not.
 */
final class Signatures {
  private static final String OPENAI = "openai:";
  private static final String MARK = "airoute:";
  private static final String SIGNED = MARK + "signature:";
  private static final String REDACTED = MARK + "redacted:";

  /** An item that OpenAI made. */
  record Own(String id, String encrypted) {}

  /** The signature of an item of a provider of this dialect, which may be a gateway too; null when it is not encrypted. */
  static @Nullable Json of(Json item) {
    Json encrypted = string(item, "encrypted_content");
    if (encrypted == null) {
      return null;
    }
    String content = encrypted.text();
    if (content.startsWith(SIGNED)) {
      return Json.string(content.substring(SIGNED.length()));
    }
    Json id = string(item, "id");
    JsonWriter out = new JsonWriter(encrypted.length() + 64).beginString().piece(OPENAI);
    if (id != null) {
      out.piece(id);
    }
    return out.piece(":").piece(encrypted).endString().toJson();
  }

  /** What a signature says of an item of this dialect; null for another maker's. */
  static @Nullable Own own(Json signature) {
    String text = signature.text();
    int end = text.startsWith(OPENAI) ? text.indexOf(':', OPENAI.length()) : -1;
    return end < 0 ? null : new Own(text.substring(OPENAI.length(), end), text.substring(end + 1));
  }

  /** A client's reasoning item as a part of the model; null when there is nothing in it. @param text what it shows */
  static @Nullable Part read(Json item, Json text) {
    Json encrypted = string(item, "encrypted_content");
    String content = encrypted == null ? "" : encrypted.text();
    if (content.startsWith(REDACTED)) {
      return new Part.RedactedThinking(Json.string(content.substring(REDACTED.length())));
    }
    return encrypted == null && text.isEmptyString() ? null : new Part.Thinking(text, of(item));
  }

  /** As the {@code encrypted_content} that a client sees. */
  static Json shown(Json signature) {
    return marked(SIGNED, signature);
  }

  static Json shownRedacted(Json data) {
    return marked(REDACTED, data);
  }

  /** Whether an item holds what a provider of this dialect would refuse. */
  static boolean isForeign(Json item) {
    Json encrypted = string(item, "encrypted_content");
    return encrypted != null && encrypted.text().startsWith(MARK);
  }

  private static Json marked(String mark, Json text) {
    return new JsonWriter(text.length() + 32)
        .beginString()
        .piece(mark)
        .piece(text)
        .endString()
        .toJson();
  }

  private static @Nullable Json string(Json item, String name) {
    Json value = Field.member(item, name);
    return value != null && value.isString() && !value.isEmptyString() ? value : null;
  }

  private Signatures() {}
}
