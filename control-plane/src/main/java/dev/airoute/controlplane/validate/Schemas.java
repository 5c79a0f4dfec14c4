package dev.airoute.controlplane.validate;

import dev.airoute.api.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The schemas by kind: the CRDs' own files, and one for core Secrets. */
record Schemas(Map<Kind, Schema> kinds, Schema metadata, CelRules rules) {
  private static final String CRDS = "/META-INF/airoute/crds/";
  private static final JsonMapper MAPPER = JsonMapper.builder()
      .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
      .build();

  static Schemas load() {
    Map<Kind, Schema> kinds = new EnumMap<>(Kind.class);
    kinds.put(Kind.AI_PROVIDER, crd("aiproviders.yaml"));
    kinds.put(Kind.AI_ROUTE, crd("airoutes.yaml"));
    kinds.put(Kind.AI_CONSUMER, crd("aiconsumers.yaml"));
    kinds.put(
        Kind.SECRET,
        schema(
            read(Schemas.class.getResourceAsStream("secret.schema.yaml"), "secret.schema.yaml")));
    Schema metadata = schema(
        read(Schemas.class.getResourceAsStream("metadata.schema.yaml"), "metadata.schema.yaml"));
    CelRules rules =
        CelRules.of(Stream.concat(kinds.values().stream(), Stream.of(metadata)).toList());
    return new Schemas(Map.copyOf(kinds), metadata, rules);
  }

  Schema of(Kind kind) {
    return Objects.requireNonNull(kinds.get(kind));
  }

  private static Schema crd(String file) {
    Object crd = read(Schemas.class.getResourceAsStream(CRDS + file), file);
    Object version = ((List<?>) at(at(crd, "spec"), "versions")).getFirst();
    return schema(at(at(version, "schema"), "openAPIV3Schema"));
  }

  private static Object at(Object map, String field) {
    return Objects.requireNonNull(((Map<?, ?>) map).get(field), field);
  }

  private static Schema schema(Object plain) {
    return MAPPER.convertValue(plain, Schema.class);
  }

  private static Object read(@Nullable InputStream resource, String name) {
    if (resource == null) {
      throw new IllegalStateException(name + " is not on the class path");
    }
    try (resource) {
      String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
      YamlReader.Documents documents = YamlReader.read(YamlFile.of(name, text));
      if (documents.problem() != null) {
        throw new IllegalStateException(documents.problem().toString());
      }
      return Objects.requireNonNull(PlainValues.of(documents.documents().getFirst()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
