package dev.airoute.controlplane.cli;

import dev.airoute.controlplane.translate.Warning;
import dev.airoute.controlplane.validate.Problem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code airoute validate}: one line per problem or warning, in the form that editors and CI systems make links of. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Checks YAML files and says what is wrong, with file, line and field.",
      "The checks are those of an API server with the CRDs (schema, defaults, CEL rules), and then those of the",
      "translator (do references lead somewhere?). Warnings tell of fields that have no effect."
    },
    footer = {
      "",
      "All files are checked together, so give the Secrets and providers that routes refer to as well.",
      "$${VAR} and $${VAR:-default} come from the environment.",
      "",
      "Examples:",
      "  airoute validate routes/",
      "  airoute validate route.yaml provider.yaml",
      "",
      "Exit codes: 0 no problems (warnings are none), 1 problems, 2 wrong usage."
    })
public final class ValidateCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "PATH", arity = "1..*", description = "YAML files, or folders of them.")
  private List<Path> paths = List.of();

  @Override
  public Integer call() {
    Reading reading = Reading.of(paths, System.getenv());
    PrintWriter out = spec.commandLine().getOut();
    List<Problem> problems = reading.problems();
    problems.forEach(out::println);
    List<Warning> warnings = reading.warnings();
    warnings.forEach(out::println);
    spec.commandLine()
        .getErr()
        .println(summary(reading.objects(), problems.size(), warnings.size()));
    return problems.isEmpty() ? 0 : 1;
  }

  private static String summary(int objects, int problems, int warnings) {
    String text = count(objects, "object") + ", "
        + (problems == 0 ? "no problems" : count(problems, "problem"));
    return warnings == 0 ? text : text + ", " + count(warnings, "warning");
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
