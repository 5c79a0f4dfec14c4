package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json.Kind;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.model.Message;
import dev.airoute.extproc.model.Message.Role;
import dev.airoute.extproc.model.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code contents} and {@code systemInstruction}. Clients keep each event of a stream as a content of its own, so what
 * the model said without a break is one message.
 */
final class GeminiMessageReader {
  private final Losses losses;
  private final GeminiMediaReader media;
  private final GeminiPairing pairing = new GeminiPairing();
  private final List<Message> messages = new ArrayList<>();
  private final GeminiResultReader results;
  private GeminiTurnReader model;

  GeminiMessageReader(Losses losses) {
    this.losses = losses;
    this.media = new GeminiMediaReader(losses);
    this.results = new GeminiResultReader(pairing, media, losses);
    this.model = new GeminiTurnReader(pairing, media, losses);
  }

  /** A content as it is written; its role may come behind its parts. */
  private record Content(String role, List<Members> parts) {}

  List<Message> contents(JsonCursor cursor) {
    int index = 0;
    if (cursor.kind() == Kind.ARRAY) {
      cursor.enterArray();
      while (cursor.nextElement()) {
        String path = "contents[" + index++ + "]";
        content(read(cursor, path), path);
      }
    } else {
      content(read(cursor, "contents"), "contents");
    }
    endModel();
    return messages;
  }

  Message system(JsonCursor cursor) {
    List<Part> parts = new ArrayList<>();
    for (Members part : read(cursor, "systemInstruction").parts()) {
      said(part, parts);
    }
    return new Message(Role.SYSTEM, parts);
  }

  private Content read(JsonCursor cursor, String path) {
    if (cursor.kind() != Kind.OBJECT) {
      throw Members.invalid(path, "an object");
    }
    String role = "";
    List<Members> parts = new ArrayList<>();
    cursor.enterObject();
    while (cursor.nextField()) {
      switch (Members.name(cursor.name())) {
        case "role" -> role = cursor.kind() == Kind.NULL ? skipped(cursor) : cursor.text();
        case "parts" -> parts(cursor, path, parts);
        default -> {
          losses.dropped(Members.field(path) + "." + cursor.name(), "Gemini has no such field");
          cursor.skip();
        }
      }
    }
    return new Content(role, parts);
  }

  private static String skipped(JsonCursor cursor) {
    cursor.skip();
    return "";
  }

  private static void parts(JsonCursor cursor, String path, List<Members> parts) {
    switch (cursor.kind()) {
      case NULL -> cursor.skip();
      case ARRAY -> {
        cursor.enterArray();
        while (cursor.nextElement()) {
          parts.add(Members.read(cursor, path + ".parts[" + parts.size() + "]"));
        }
      }
      case OBJECT, STRING, NUMBER, TRUE, FALSE -> parts.add(Members.read(cursor, path + ".parts"));
    }
  }

  private void content(Content content, String path) {
    switch (content.role()) {
      case "model" -> model.content(content.parts());
      case "", "user", "function" -> {
        endModel();
        List<Part> parts = new ArrayList<>();
        content.parts().forEach(part -> user(part, parts));
        messages.add(new Message(Role.USER, parts));
      }
      default ->
        throw Members.invalid(path + ".role", "user or model, not '" + content.role() + "'");
    }
  }

  private void endModel() {
    List<Part> parts = model.end();
    if (!parts.isEmpty()) {
      messages.add(new Message(Role.ASSISTANT, parts));
      model = new GeminiTurnReader(pairing, media, losses);
    }
  }

  private void user(Members part, List<Part> parts) {
    Members result = part.inner("functionResponse");
    if (result == null) {
      said(part, parts);
    } else {
      parts.add(results.read(result));
      part.dropRest(losses, "only Gemini has it");
    }
  }

  private void said(Members part, List<Part> parts) {
    Part read = GeminiTurnReader.said(part, media);
    if (read != null) {
      parts.add(read);
    }
    part.dropRest(losses, "only Gemini has it");
  }
}
