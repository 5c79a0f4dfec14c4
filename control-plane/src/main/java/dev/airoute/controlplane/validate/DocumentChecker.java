package dev.airoute.controlplane.validate;

import dev.airoute.api.AIConsumer;
import dev.airoute.api.AIProvider;
import dev.airoute.api.AIRoute;
import dev.airoute.api.Kind;
import dev.airoute.api.ObjectMeta;
import dev.airoute.api.Resource;
import dev.airoute.api.ResourceName;
import dev.airoute.api.Secret;
import dev.airoute.controlplane.validate.YamlNode.Field;
import dev.airoute.controlplane.validate.YamlNode.Mapping;
import dev.airoute.controlplane.validate.YamlNode.Scalar;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Finds out what one document is, checks it, and binds it. Used for one document by one thread. */
final class DocumentChecker {
  private static final String METADATA = "metadata";
  /** Written by the control plane, so that a file exported from a cluster may hold it; never read. */
  private static final Set<String> NOT_READ = Set.of(METADATA, "status");

  private final Schemas schemas;
  private final JsonMapper mapper;
  private final Report report = new Report();

  DocumentChecker(Schemas schemas, JsonMapper mapper) {
    this.schemas = schemas;
    this.mapper = mapper;
  }

  List<Problem> problems() {
    return report.problems();
  }

  /** The object, if the document says enough to tell which one it is. */
  Optional<CheckedObject> check(YamlNode document, Map<String, String> environment) {
    if (!(document instanceof Mapping written)) {
      report.add(
          document.position(),
          FieldPath.ROOT,
          "is not an object",
          "an object has apiVersion, kind, metadata and spec");
      return Optional.empty();
    }
    Kind kind = kind(written);
    if (kind == null) {
      return Optional.empty();
    }
    ResourceName writtenName = name(written);
    report.about(
        writtenName == null ? kind.value() : kind + " " + writtenName, kind == Kind.SECRET);
    PlainValues.refuseDuplicates(written, FieldPath.ROOT, report);
    Mapping filled = (Mapping) new Substitution(environment, report).apply(written, FieldPath.ROOT);
    Resource resource = report.count() == 0 ? resource(kind, filled) : null;
    ResourceName name = name(filled);
    return name == null
        ? Optional.empty()
        : Optional.of(new CheckedObject(new ObjectId(kind, name), written.position(), resource));
  }

  private @Nullable Kind kind(Mapping document) {
    String apiVersion = text(document, "apiVersion");
    String kind = text(document, "kind");
    if (apiVersion == null || kind == null) {
      String missing = apiVersion == null ? "apiVersion" : "kind";
      report.add(
          document.position(),
          FieldPath.ROOT.field(missing),
          "is required",
          "known are " + known());
      return null;
    }
    for (Kind candidate : Kind.values()) {
      if (candidate.value().equals(kind) && candidate.apiVersion().equals(apiVersion)) {
        return candidate;
      }
    }
    Position position = document.field("kind").map(Field::position).orElse(document.position());
    report.add(
        position,
        FieldPath.ROOT.field("kind"),
        apiVersion + " " + kind + " is not a kind that is read here",
        remedy(kind));
    return null;
  }

  private static String remedy(String kind) {
    return Similar.to(kind, Arrays.stream(Kind.values()).map(Kind::value).toList())
        .flatMap(near -> Arrays.stream(Kind.values())
            .filter(known -> known.value().equals(near))
            .findFirst())
        .map(near -> "did you mean apiVersion " + near.apiVersion() + " and kind " + near + "?")
        .orElse("known are " + known());
  }

  private static String known() {
    return Arrays.stream(Kind.values())
        .map(kind -> kind.apiVersion() + " " + kind)
        .collect(Collectors.joining(", "));
  }

  /** The name, if there is one; what is wrong with it otherwise is for the schema to say. */
  private static @Nullable ResourceName name(Mapping document) {
    if (!(document.field(METADATA).map(Field::value).orElse(null) instanceof Mapping metadata)) {
      return null;
    }
    String name = text(metadata, "name");
    String namespace = text(metadata, "namespace");
    return name == null
        ? null
        : new ResourceName(namespace == null ? ObjectMeta.DEFAULT_NAMESPACE : namespace, name);
  }

  private @Nullable Resource resource(Kind kind, Mapping document) {
    SchemaChecker checker = new SchemaChecker(schemas.rules(), report);
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    Field metadata = document.field(METADATA).orElse(null);
    FieldPath metadataPath = FieldPath.ROOT.field(METADATA);
    if (metadata == null) {
      report.add(document.position(), metadataPath, "is required", "add metadata: {name: my-name}");
    } else {
      values.put(METADATA, checker.check(schemas.metadata(), metadata.value(), metadataPath));
    }
    Mapping rest = new Mapping(
        document.position(),
        document.fields().stream()
            .filter(field -> !NOT_READ.contains(field.name()))
            .toList());
    if (checker.check(schemas.of(kind), rest, FieldPath.ROOT) instanceof Map<?, ?> map) {
      map.forEach((name, value) -> values.putIfAbsent(String.valueOf(name), value));
    }
    return report.count() == 0 ? bind(kind, values, document.position()) : null;
  }

  private @Nullable Resource bind(
      Kind kind, Map<String, @Nullable Object> values, Position position) {
    try {
      return mapper.convertValue(values, type(kind));
    } catch (JacksonException e) {
      report.add(
          position, path(e), "cannot be read", "compare it with the description of the field");
      return null;
    }
  }

  private static FieldPath path(JacksonException e) {
    FieldPath path = FieldPath.ROOT;
    for (JacksonException.Reference step : e.getPath()) {
      path = step.getPropertyName() == null
          ? path.index(step.getIndex())
          : path.field(step.getPropertyName());
    }
    return path;
  }

  private static Class<? extends Resource> type(Kind kind) {
    return switch (kind) {
      case AI_PROVIDER -> AIProvider.class;
      case AI_ROUTE -> AIRoute.class;
      case AI_CONSUMER -> AIConsumer.class;
      case SECRET -> Secret.class;
    };
  }

  private static @Nullable String text(Mapping mapping, String name) {
    return mapping.field(name).map(Field::value).orElse(null) instanceof Scalar scalar
            && scalar.value() instanceof String text
            && !text.isEmpty()
        ? text
        : null;
  }
}
