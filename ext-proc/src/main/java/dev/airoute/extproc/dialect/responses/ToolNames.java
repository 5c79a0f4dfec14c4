package dev.airoute.extproc.dialect.responses;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import dev.airoute.extproc.dialect.openai.Field;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names of tools, made flat for dialects without namespaces and found again in what the model calls. The same tools always
 * get the same names. Immutable once made.
 */
final class ToolNames {
  static final ToolNames NONE = new ToolNames();

  private static final int LONGEST = 64;
  private static final int DIGEST = 8;

  private final Map<Name, String> flat = new HashMap<>();
  private final Map<String, Tool> tools = new HashMap<>();

  /** @param namespace null for a tool outside any */
  record Name(@Nullable String namespace, String name) {}

  /** @param custom whether it takes free text */
  record Tool(Name name, boolean custom) {}

  private ToolNames() {}

  /** @param arrays of tools; those outside a namespace keep their names */
  static ToolNames of(List<Json> arrays) {
    ToolNames names = new ToolNames();
    arrays.forEach(array -> names.read(array, null));
    arrays.forEach(names::namespaces);
    return names;
  }

  private void namespaces(Json array) {
    if (!array.isArray()) {
      return;
    }
    JsonCursor cursor = array.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      Json tool = cursor.value();
      Json inner = Field.member(tool, "tools");
      if (word(tool, "type").equals("namespace") && inner != null) {
        read(inner, word(tool, "name"));
      }
    }
  }

  private void read(Json array, @Nullable String namespace) {
    if (!array.isArray()) {
      return;
    }
    JsonCursor cursor = array.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      Json tool = cursor.value();
      String type = word(tool, "type");
      String name = word(tool, "name");
      if (!name.isEmpty() && (type.equals("function") || type.equals("custom"))) {
        add(new Name(namespace, name), type.equals("custom"));
      }
    }
  }

  private void add(Name name, boolean custom) {
    if (flat.containsKey(name)) {
      return;
    }
    String made = made(name);
    String free = tools.containsKey(made) ? digested(name, made) : made;
    flat.put(name, free);
    tools.putIfAbsent(free, new Tool(name, custom));
  }

  /** What a tool is called outside this dialect; one that is not among the tools gets the name that it would have. */
  String flat(@Nullable String namespace, String name) {
    Name key = new Name(namespace == null || namespace.isEmpty() ? null : namespace, name);
    String known = flat.get(key);
    return known == null ? made(key) : known;
  }

  /** The tool behind a name that a model called. */
  Tool tool(String name) {
    Tool known = tools.get(name);
    return known == null ? new Tool(new Name(null, name), false) : known;
  }

  private static String made(Name name) {
    if (name.namespace() == null) {
      return name.name();
    }
    String between = name.namespace().endsWith("__") ? "" : "__";
    String joined = name.namespace() + between + name.name();
    return joined.length() <= LONGEST ? joined : digested(name, joined);
  }

  private static String digested(Name name, String joined) {
    String digest = Hashing.sha256()
        .hashString(name.namespace() + "\n" + name.name(), UTF_8)
        .toString()
        .substring(0, DIGEST);
    int room = Math.min(joined.length(), LONGEST - DIGEST - 1);
    return joined.substring(0, room) + '_' + digest;
  }

  private static String word(Json tool, String member) {
    Json value = Field.member(tool, member);
    return value != null && value.isString() ? value.text() : "";
  }
}
