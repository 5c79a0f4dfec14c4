package dev.airoute.controlplane.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code airoute}: only the name of its subcommands. */
@Command(
    name = "airoute",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "AIRoute: the AI model gateway that you run yourself, on Envoy.",
    footer = {
      "",
      "Start here:",
      "  airoute run examples/quickstart/routes     a gateway on this machine",
      "  airoute validate routes.yaml               is it right?",
      "  airoute translate routes.yaml              what does it become?",
      "",
      "Exit codes: 0 done, 1 problems found or failed, 2 wrong usage."
    })
public final class AirouteCommand {
  private static final int WIDTH = 110;

  private AirouteCommand() {}

  public static CommandLine with(Object... subcommands) {
    CommandLine commandLine = new CommandLine(new AirouteCommand());
    for (Object subcommand : subcommands) {
      commandLine.addSubcommand(subcommand);
    }
    return commandLine.setUsageHelpWidth(WIDTH);
  }
}
