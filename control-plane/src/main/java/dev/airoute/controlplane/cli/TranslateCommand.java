package dev.airoute.controlplane.cli;

import dev.airoute.controlplane.validate.Problem;
import dev.airoute.controlplane.xds.GatewayResources;
import dev.airoute.controlplane.xds.ResourceText;
import dev.airoute.controlplane.xds.Resources;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code airoute translate}: what Envoy and the external processor would be told. */
@Command(
    name = "translate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Prints what YAML files become for Envoy and the external processor.",
      "That is: listeners, routes, clusters and secrets of Envoy; rules, providers and consumers of the external",
      "processor. Values of secrets print as ***."
    },
    footer = {
      "",
      "Objects with problems are left out; problems and warnings go to standard error.",
      "",
      "Examples:",
      "  airoute translate routes/",
      "  airoute translate -o json routes/ | jq 'keys'",
      "",
      "Exit codes: 0 done, 1 some objects have problems, 2 wrong usage."
    })
public final class TranslateCommand implements Callable<Integer> {
  enum Format {
    yaml,
    json
  }

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "yaml",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
  private Format format = Format.yaml;

  @Parameters(paramLabel = "PATH", arity = "1..*", description = "YAML files, or folders of them.")
  private List<Path> paths = List.of();

  @Override
  public Integer call() {
    Reading reading = Reading.of(paths, System.getenv());
    List<Problem> problems = reading.problems();
    problems.forEach(spec.commandLine().getErr()::println);
    reading.warnings().forEach(spec.commandLine().getErr()::println);
    Resources resources = GatewayResources.of(reading.translation().gateway());
    spec.commandLine()
        .getOut()
        .print(
            switch (format) {
              case yaml -> ResourceText.yaml(resources);
              case json -> ResourceText.json(resources);
            });
    spec.commandLine().getOut().flush();
    return problems.isEmpty() ? 0 : 1;
  }
}
