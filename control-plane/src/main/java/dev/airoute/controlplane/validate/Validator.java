package dev.airoute.controlplane.validate;

import dev.airoute.api.ApiMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads YAML as an API server with the CRDs would: the one check behind {@code airoute validate} and standalone mode.
 * Immutable; any thread. {@link #load} compiles the CRDs' rules, so one instance should serve for long.
 */
public final class Validator {
  private final Schemas schemas;
  private final JsonMapper mapper = ApiMapper.create();

  private Validator(Schemas schemas) {
    this.schemas = schemas;
  }

  /** Reads the CRDs from the class path. */
  public static Validator load() {
    return new Validator(Schemas.load());
  }

  /**
   * Checks files together.
   *
   * @param environment for {@code ${VAR}}; usually {@link System#getenv()}
   */
  public ValidationResult validate(List<YamlFile> files, Map<String, String> environment) {
    return ValidationResult.of(
        files.stream().map(file -> check(file, environment)).toList());
  }

  /** Checks one file by itself. */
  public CheckedFile check(YamlFile file, Map<String, String> environment) {
    YamlReader.Documents documents = YamlReader.read(file);
    List<CheckedObject> objects = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    boolean complete = documents.problem() == null;
    for (YamlNode document : documents.documents()) {
      if (document instanceof YamlNode.Scalar scalar && scalar.value() == null) {
        continue;
      }
      DocumentChecker checker = new DocumentChecker(schemas, mapper);
      checker.check(document, environment).ifPresent(objects::add);
      problems.addAll(checker.problems());
    }
    if (documents.problem() != null) {
      problems.add(documents.problem());
    }
    return new CheckedFile(
        file.name(), complete && identified(documents, objects), objects, problems);
  }

  private static boolean identified(YamlReader.Documents documents, List<CheckedObject> objects) {
    long written = documents.documents().stream()
        .filter(document -> !(document instanceof YamlNode.Scalar scalar && scalar.value() == null))
        .count();
    return written == objects.size();
  }
}
