package dev.airoute.controlplane.validate;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** YAML with the places it came from; aliases and merge keys are already resolved. */
sealed interface YamlNode {
  Position position();

  /**
   * One value.
   *
   * @param text the content, with variables filled in
   * @param plain neither quoted nor in a block, so that it may be a number, true, false or nothing
   * @param written the content as it is in the file: what messages may quote
   */
  record Scalar(Position position, String text, boolean plain, String written) implements YamlNode {
    boolean substituted() {
      return !text.equals(written);
    }

    /** Null, Boolean, Long, Double or String, as Kubernetes' tools read it. */
    @Nullable
    Object value() {
      return plain ? PlainScalar.resolve(text) : text;
    }

    /** Without the content, which may be a secret. */
    @Override
    public String toString() {
      return "scalar at " + position;
    }
  }

  record Sequence(Position position, List<YamlNode> items) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /**
   * A block of fields.
   *
   * @param fields in the order of the file; names that appear twice are kept, to be refused with their place
   */
  record Mapping(Position position, List<Field> fields) implements YamlNode {
    public Mapping {
      fields = List.copyOf(fields);
    }

    Optional<Field> field(String name) {
      return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }
  }

  /**
   * One field of a block.
   *
   * @param position of the name
   */
  record Field(Position position, String name, YamlNode value) {}
}
