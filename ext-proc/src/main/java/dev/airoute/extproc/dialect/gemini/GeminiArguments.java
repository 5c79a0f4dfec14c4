package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.json.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Arguments that come in pieces: each says a value, or more of a string, and where in the object it belongs.
 *
 * @see <a href="https://cloud.google.com/vertex-ai/generative-ai/docs/multimodal/function-calling">function calling</a>
 */
final class GeminiArguments {
  /** Far above any call, far below what would cost memory. */
  private static final int LONGEST_ARRAY = 10_000;

  private static final int DEEPEST = 100;

  private final Node root = new Node();

  /** One value that grows. */
  private static final class Node {
    final Map<String, Node> members = new LinkedHashMap<>();
    final List<Node> elements = new ArrayList<>();
    final List<Json> pieces = new ArrayList<>();

    @Nullable
    Json value;

    Node member(String name) {
      return members.computeIfAbsent(name, _ -> new Node());
    }

    Node element(int index) {
      if (index >= LONGEST_ARRAY) {
        throw new JsonException("an argument is too long an array", 0);
      }
      while (elements.size() <= index) {
        elements.add(new Node());
      }
      return elements.get(index);
    }

    void write(JsonWriter out) {
      if (!members.isEmpty()) {
        out.beginObject();
        members.forEach((name, member) -> {
          out.name(name);
          member.write(out);
        });
        out.endObject();
      } else if (!elements.isEmpty()) {
        out.beginArray();
        elements.forEach(element -> element.write(out));
        out.endArray();
      } else if (!pieces.isEmpty()) {
        out.beginString();
        pieces.forEach(out::piece);
        out.endString();
      } else {
        out.value(value == null ? Json.NULL : value);
      }
    }
  }

  /** @param pieces an array of {@code PartialArg} */
  void add(Json pieces) {
    for (Json piece : Members.elements(pieces)) {
      Node node = at(GeminiAnswer.text(piece, "jsonPath"));
      Json string = piece.get("stringValue");
      Json number = piece.get("numberValue");
      Json bool = piece.get("boolValue");
      if (string != null && string.isString()) {
        node.pieces.add(string);
      } else if (number != null && number.isNumber()) {
        node.value = number;
      } else if (bool != null && bool.isBoolean()) {
        node.value = bool;
      }
    }
  }

  Json object() {
    if (root.members.isEmpty()) {
      return Json.EMPTY_OBJECT;
    }
    JsonWriter out = new JsonWriter();
    root.write(out);
    return out.toJson();
  }

  /** {@code $.name[0]['other name']}. */
  private Node at(String path) {
    if (path.isEmpty() || path.charAt(0) != '$') {
      throw new JsonException("a piece of arguments has no place: '" + path + "'", 0);
    }
    Node node = root;
    int at = 1;
    for (int depth = 0; at < path.length(); depth++) {
      int end = end(path, at);
      if (end < 0 || depth >= DEEPEST) {
        throw new JsonException("a piece of arguments has no place: '" + path + "'", 0);
      }
      node = step(node, path.substring(at, end));
      at = end;
    }
    return node;
  }

  /** Behind the step that begins there; -1 when none does. */
  private static int end(String path, int at) {
    if (path.charAt(at) == '.') {
      int end = at + 1;
      while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
        end++;
      }
      return end;
    }
    if (path.charAt(at) != '[' || at + 1 >= path.length()) {
      return -1;
    }
    char quote = path.charAt(at + 1);
    boolean quoted = quote == '\'' || quote == '"';
    int close = path.indexOf(quoted ? quote + "]" : "]", at + (quoted ? 2 : 1));
    return close < 0 ? -1 : close + (quoted ? 2 : 1);
  }

  private static Node step(Node node, String step) {
    if (step.charAt(0) == '.') {
      return node.member(step.substring(1));
    }
    String inside = step.substring(1, step.length() - 1);
    if (inside.charAt(0) == '\'' || inside.charAt(0) == '"') {
      return node.member(inside.substring(1, inside.length() - 1));
    }
    try {
      return node.element(Integer.parseUnsignedInt(inside));
    } catch (NumberFormatException _) {
      throw new JsonException("a piece of arguments has no place: '" + step + "'", 0);
    }
  }
}
