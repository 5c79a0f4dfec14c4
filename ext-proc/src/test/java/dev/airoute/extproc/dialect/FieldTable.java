package dev.airoute.extproc.dialect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.airoute.extproc.GoldenFile;
import dev.airoute.extproc.model.GatewayException;
import dev.airoute.extproc.model.Loss;
import dev.airoute.extproc.model.Loss.Fate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One table of {@code DIALECTS.md}: a file of fields down, translations across. The file has a {@code base} document and
 * {@code fields}, each a merge patch (RFC 7396) that puts one field into it; what became of the field shows in the
 * difference that it makes. {@code own} names fields that the gateway does the work of, so that the provider need not know.
 */
final class FieldTable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Turns a document into another dialect's. */
  @FunctionalInterface
  interface Translation {
    /** @param losses to be added to @throws GatewayException when the document is refused */
    String of(String document, List<Loss> losses);
  }

  /** @param losses reported for this field alone @param word empty: no difference, and nothing reported */
  private record Cell(String word, List<Loss> losses, String refusal) {}

  private final Path file;
  private final Map<String, Translation> columns;
  private final Map<String, Set<String>> notes = new LinkedHashMap<>();
  private final List<String> silent = new ArrayList<>();

  /** @param columns by their titles */
  FieldTable(Path file, Map<String, Translation> columns) {
    this.file = file;
    this.columns = columns;
  }

  /** Fields that made no difference and were not reported, with the column. */
  List<String> silent() {
    return silent;
  }

  /** Table and reasons, as Markdown. */
  String write() {
    JsonNode all = json(GoldenFile.text(file));
    StringBuilder out = new StringBuilder("\n| field |");
    columns.keySet().forEach(title -> out.append(' ').append(title).append(" |"));
    out.append("\n| --- |").append(" --- |".repeat(columns.size())).append('\n');
    for (Map.Entry<String, JsonNode> field : all.get("fields").properties()) {
      out.append("| ").append(title(field.getKey())).append(" |");
      boolean own = all.path("own").has(field.getKey());
      columns.forEach((column, translation) -> {
        Cell cell = cell(translation, all.get("base"), field.getValue());
        if (own && cell.word().isEmpty()) {
          cell = new Cell("mapped", List.of(), "");
        }
        if (cell.word().isEmpty()) {
          silent.add(file.getFileName() + " to " + column + ": " + field.getKey());
        }
        note(cell, column);
        out.append(' ').append(cell.word()).append(" |");
      });
      out.append('\n');
    }
    return out.append(reasons()).toString();
  }

  /** The first word is the field's name. */
  private static String title(String field) {
    String[] words = field.split(" ", 2);
    return "`" + words[0] + "`" + (words.length == 1 ? "" : " " + words[1]);
  }

  private static Cell cell(Translation translation, JsonNode base, JsonNode patch) {
    List<Loss> before = new ArrayList<>();
    String without = translation.of(base.toString(), before);
    List<Loss> losses = new ArrayList<>();
    String with;
    try {
      with = translation.of(merged(base, patch).toString(), losses);
    } catch (GatewayException e) {
      return new Cell("refused", List.of(), e.error().message());
    }
    losses.removeAll(before);
    if (!losses.isEmpty()) {
      boolean dropped = losses.stream().anyMatch(loss -> loss.fate() == Fate.DROPPED);
      return new Cell(dropped ? "dropped" : "approximated", losses, "");
    }
    if (with.equals(without)) {
      return new Cell("", losses, "");
    }
    return new Cell(holds(json(with), patch) ? "kept" : "mapped", losses, "");
  }

  private void note(Cell cell, String column) {
    for (Loss loss : cell.losses()) {
      note(
          "`%s` %s: %s"
              .formatted(loss.field(), loss.fate().name().toLowerCase(Locale.ROOT), loss.reason()),
          column);
    }
    if (!cell.refusal().isEmpty()) {
      note("refused: " + cell.refusal(), column);
    }
  }

  private void note(String text, String column) {
    notes.computeIfAbsent(text, _ -> new LinkedHashSet<>()).add(column);
  }

  private String reasons() {
    return notes.entrySet().stream()
        .map(note -> "- " + note.getKey() + " (" + String.join(", ", note.getValue()) + ")\n")
        .collect(Collectors.joining("", notes.isEmpty() ? "" : "\nReported as:\n\n", ""));
  }

  /** Whether all that the patch says stands at the same place. */
  private static boolean holds(JsonNode all, JsonNode patch) {
    if (patch.isObject()) {
      return all.isObject()
          && patch.properties().stream()
              .allMatch(member -> member.getValue().isNull()
                  || all.has(member.getKey())
                      && holds(all.get(member.getKey()), member.getValue()));
    }
    if (patch.isArray()) {
      return all.isArray()
          && all.size() == patch.size()
          && IntStream.range(0, patch.size()).allMatch(i -> holds(all.get(i), patch.get(i)));
    }
    return all.equals(patch);
  }

  private static JsonNode merged(JsonNode target, JsonNode patch) {
    if (!patch.isObject() || !target.isObject()) {
      return patch;
    }
    ObjectNode merged = target.deepCopy();
    patch.properties().forEach(member -> {
      String name = member.getKey();
      JsonNode known = merged.get(name);
      if (member.getValue().isNull()) {
        merged.remove(name);
      } else {
        merged.set(name, known == null ? member.getValue() : merged(known, member.getValue()));
      }
    });
    return merged;
  }

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
