package dev.airoute.controlplane.validate;

import dev.airoute.controlplane.validate.YamlNode.Field;
import dev.airoute.controlplane.validate.YamlNode.Mapping;
import dev.airoute.controlplane.validate.YamlNode.Scalar;
import dev.airoute.controlplane.validate.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/** Builds the tree of one document from the parser's events; bounds its depth and what its aliases expand to. */
final class YamlTreeBuilder {
  private static final int MAX_DEPTH = 100;
  private static final int MAX_NODES = 100_000;
  private static final String STANDARD_TAG = "tag:yaml.org,2002:";
  private static final Set<String> RESOLVED_TAGS = Set.of("int", "float", "bool", "null");
  private static final Set<String> COLLECTION_TAGS = Set.of("seq", "map");

  /** @param height levels below the node */
  private record Anchored(YamlNode node, int size, int height) {}

  private final String file;
  private final Iterator<Event> events;
  private final Map<Anchor, Anchored> anchors = new HashMap<>();
  private int nodes;
  private int deepest;

  YamlTreeBuilder(String file, Iterator<Event> events) {
    this.file = file;
    this.events = events;
  }

  /** Reads up to the end of the document that has just started. */
  YamlNode document() throws YamlSyntaxException {
    return node(events.next(), 0);
  }

  private YamlNode node(Event event, int depth) throws YamlSyntaxException {
    if (event instanceof AliasEvent alias) {
      return alias(alias, depth);
    }
    NodeEvent start = (NodeEvent) event;
    Position position = YamlReader.position(file, start.getStartMark());
    int before = nodes;
    int deepestBefore = deepest;
    deepest = depth;
    checkDepth(position);
    grow(position, 1);
    YamlNode node = switch (start) {
      case ScalarEvent scalar -> scalar(scalar, position);
      case SequenceStartEvent sequence -> sequence(sequence, position, depth);
      case MappingStartEvent mapping -> mapping(mapping, position, depth);
      default -> throw new IllegalStateException("unexpected event " + start.getEventId());
    };
    Anchored anchored = new Anchored(node, nodes - before, deepest - depth);
    start.getAnchor().ifPresent(anchor -> anchors.put(anchor, anchored));
    deepest = Math.max(deepest, deepestBefore);
    return node;
  }

  private YamlNode alias(AliasEvent alias, int depth) throws YamlSyntaxException {
    Position position = YamlReader.position(file, alias.getStartMark());
    Anchored anchored = anchors.get(alias.getAlias());
    if (anchored == null) {
      throw new YamlSyntaxException(
          position,
          "*" + alias.getAlias() + " has no anchor before it",
          "put &" + alias.getAlias() + " at its source");
    }
    deepest = Math.max(deepest, depth + anchored.height());
    checkDepth(position);
    grow(position, anchored.size());
    return anchored.node();
  }

  private void checkDepth(Position position) throws YamlSyntaxException {
    if (deepest > MAX_DEPTH) {
      throw new YamlSyntaxException(
          position, "is nested too deep", "at most " + MAX_DEPTH + " levels are read");
    }
  }

  private void grow(Position position, int by) throws YamlSyntaxException {
    nodes += by;
    if (nodes > MAX_NODES) {
      throw new YamlSyntaxException(
          position,
          "expands to more than " + MAX_NODES + " values",
          "use fewer aliases, or several files");
    }
  }

  private Scalar scalar(ScalarEvent event, Position position) throws YamlSyntaxException {
    boolean plain = event.isPlain();
    String tag = standardTag(event.getTag(), position);
    if (!tag.isEmpty()) {
      if (!tag.equals("str") && !RESOLVED_TAGS.contains(tag)) {
        throw unknownTag(position, tag);
      }
      plain = RESOLVED_TAGS.contains(tag);
    }
    return new Scalar(position, event.getValue(), plain, event.getValue());
  }

  private Sequence sequence(SequenceStartEvent start, Position position, int depth)
      throws YamlSyntaxException {
    checkTag(start, position);
    List<YamlNode> items = new ArrayList<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.SequenceEnd;
        event = events.next()) {
      items.add(node(event, depth + 1));
    }
    return new Sequence(position, items);
  }

  private Mapping mapping(MappingStartEvent start, Position position, int depth)
      throws YamlSyntaxException {
    checkTag(start, position);
    List<Field> fields = new ArrayList<>();
    List<Mapping> merged = new ArrayList<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.MappingEnd;
        event = events.next()) {
      if (!(node(event, depth + 1) instanceof Scalar key)) {
        throw new YamlSyntaxException(
            YamlReader.position(file, event.getStartMark()),
            "the name of a field must be text",
            "put it in quotes");
      }
      YamlNode value = node(events.next(), depth + 1);
      if (key.plain() && key.text().equals("<<")) {
        merged.addAll(mergeSources(value));
      } else {
        fields.add(new Field(key.position(), key.text(), value));
      }
    }
    return new Mapping(position, withMerged(fields, merged));
  }

  private static List<Mapping> mergeSources(YamlNode value) throws YamlSyntaxException {
    List<YamlNode> sources = value instanceof Sequence sequence ? sequence.items() : List.of(value);
    List<Mapping> mappings = new ArrayList<>();
    for (YamlNode source : sources) {
      if (!(source instanceof Mapping mapping)) {
        throw new YamlSyntaxException(
            source.position(), "<< merges blocks of fields only", "name the anchor of one");
      }
      mappings.add(mapping);
    }
    return mappings;
  }

  private static List<Field> withMerged(List<Field> fields, List<Mapping> merged) {
    List<Field> all = new ArrayList<>(fields);
    for (Mapping source : merged) {
      for (Field field : source.fields()) {
        if (all.stream().noneMatch(known -> known.name().equals(field.name()))) {
          all.add(field);
        }
      }
    }
    return all;
  }

  private void checkTag(CollectionStartEvent start, Position position) throws YamlSyntaxException {
    String tag = standardTag(start.getTag(), position);
    if (!tag.isEmpty() && !COLLECTION_TAGS.contains(tag)) {
      throw unknownTag(position, tag);
    }
  }

  /** The name of a tag of YAML itself, or nothing where none was written. */
  private static String standardTag(Optional<String> tag, Position position)
      throws YamlSyntaxException {
    if (tag.isEmpty()) {
      return "";
    }
    if (!tag.get().startsWith(STANDARD_TAG)) {
      throw unknownTag(position, tag.get());
    }
    return tag.get().substring(STANDARD_TAG.length());
  }

  private static YamlSyntaxException unknownTag(Position position, String tag) {
    return new YamlSyntaxException(position, "the tag " + tag + " is not known", "remove it");
  }
}
