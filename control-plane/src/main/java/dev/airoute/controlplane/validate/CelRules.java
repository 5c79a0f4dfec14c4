package dev.airoute.controlplane.validate;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.HashMap;
import java.util.Map;

/** The CRDs' rules, compiled with what Kubernetes offers them: the standard macros and the string extensions. Any thread. */
final class CelRules {
  private static final String SELF = "self";

  private final Map<String, CelRuntime.Program> programs;

  private CelRules(Map<String, CelRuntime.Program> programs) {
    this.programs = Map.copyOf(programs);
  }

  /** Compiles the rules of a schema and of all schemas within it. */
  static CelRules of(Iterable<Schema> schemas) {
    CelCompiler compiler = CelCompilerFactory.standardCelCompilerBuilder()
        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
        .addLibraries(CelExtensions.strings())
        .addVar(SELF, SimpleType.DYN)
        .build();
    CelRuntime runtime = CelRuntimeFactory.plannerRuntimeBuilder()
        .addLibraries(CelExtensions.strings())
        .build();
    Map<String, CelRuntime.Program> programs = new HashMap<>();
    schemas.forEach(schema -> collect(schema, compiler, runtime, programs));
    return new CelRules(programs);
  }

  /** Whether the rule holds; a rule that cannot be evaluated does not, as in an API server. */
  boolean holds(CelRule rule, Object self) {
    CelRuntime.Program program = programs.get(rule.rule());
    if (program == null) {
      throw new IllegalStateException("rule was not compiled: " + rule.rule());
    }
    try {
      return Boolean.TRUE.equals(program.eval(Map.of(SELF, self)));
    } catch (CelEvaluationException e) {
      return false;
    }
  }

  private static void collect(
      Schema schema,
      CelCompiler compiler,
      CelRuntime runtime,
      Map<String, CelRuntime.Program> programs) {
    for (CelRule rule : schema.rules()) {
      programs.computeIfAbsent(rule.rule(), text -> compile(text, compiler, runtime));
    }
    schema
        .properties()
        .values()
        .forEach(property -> collect(property, compiler, runtime, programs));
    if (schema.items() != null) {
      collect(schema.items(), compiler, runtime, programs);
    }
    if (schema.additionalProperties() != null) {
      collect(schema.additionalProperties(), compiler, runtime, programs);
    }
  }

  private static CelRuntime.Program compile(String rule, CelCompiler compiler, CelRuntime runtime) {
    try {
      CelAbstractSyntaxTree tree = compiler.compile(rule).getAst();
      return runtime.createProgram(tree);
    } catch (CelValidationException | CelEvaluationException e) {
      throw new IllegalStateException("a CRD holds a rule that does not compile: " + rule, e);
    }
  }
}
