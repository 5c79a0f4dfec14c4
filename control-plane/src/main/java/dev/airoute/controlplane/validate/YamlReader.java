package dev.airoute.controlplane.validate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Splits a file into documents with places. */
final class YamlReader {
  /**
   * What was read.
   *
   * @param problem why reading ended before the end of the file
   */
  record Documents(List<YamlNode> documents, @Nullable Problem problem) {
    Documents {
      documents = List.copyOf(documents);
    }
  }

  private YamlReader() {}

  static Documents read(YamlFile file) {
    if (file.unreadable() != null) {
      return new Documents(List.of(), file.unreadable());
    }
    List<YamlNode> documents = new ArrayList<>();
    try {
      LoadSettings settings = LoadSettings.builder()
          .setLabel(file.name())
          .setCodePointLimit(YamlFile.MAX_BYTES)
          .build();
      Iterator<Event> events = new Parse(settings).parseString(file.text()).iterator();
      while (events.hasNext()) {
        if (events.next().getEventId() == Event.ID.DocumentStart) {
          documents.add(new YamlTreeBuilder(file.name(), events).document());
        }
      }
      return new Documents(documents, null);
    } catch (YamlSyntaxException e) {
      return new Documents(documents, e.problem());
    } catch (YamlEngineException e) {
      return new Documents(documents, syntaxProblem(file.name(), e));
    }
  }

  static Position position(String file, Optional<Mark> mark) {
    return mark.map(at -> new Position(file, at.getLine() + 1, at.getColumn() + 1))
        .orElseGet(() -> Position.ofFile(file));
  }

  /** Without the parser's excerpt of the file, which may show a secret. */
  private static Problem syntaxProblem(String file, YamlEngineException e) {
    if (e instanceof MarkedYamlEngineException marked) {
      String said = marked.getProblem();
      String remedy = said.contains("TAB")
          ? "indent with spaces"
          : "check the indentation, and put text with special characters in quotes";
      return new Problem(
          position(file, marked.getProblemMark()), null, "", "is not YAML: " + said, remedy);
    }
    return new Problem(
        Position.ofFile(file),
        null,
        "",
        "is not YAML: it holds special characters",
        "save it as UTF-8 text");
  }
}
