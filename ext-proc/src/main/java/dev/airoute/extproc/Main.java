package dev.airoute.extproc;

import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Reads the command line, serves until it is told to stop. */
@Command(
    name = "ext-proc",
    mixinStandardHelpOptions = true,
    version = "AIRoute external processor",
    sortOptions = false,
    description = {
      "AIRoute's external processor: Envoy asks it where each AI request goes, and has it translate"
          + " requests and answers between providers.",
      "",
      "It is configured by the control plane (--xds) and logs to standard error; AIROUTE_LOG_LEVEL"
          + " sets the level.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:told to stop", "1:could not start", "2:wrong command line"})
public final class Main implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(Main.class);

  @Spec
  private CommandSpec command = CommandSpec.create();

  @Mixin
  private final Options options = new Options();

  private Main() {}

  public static void main(String[] arguments) {
    JulToSlf4j.install();
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main());
  }

  @Override
  public Integer call() throws InterruptedException {
    if (options.maxRequestBytes < 1 || options.maxRequestBytes > Options.MOST_BYTES) {
      throw new ParameterException(
          command.commandLine(), "--max-request-bytes must be within 1 to " + Options.MOST_BYTES);
    }
    try {
      ExternalProcessor processor = ExternalProcessor.start(options);
      Runtime.getRuntime().addShutdownHook(new Thread(processor::close, "stop"));
      processor.awaitEnd();
      return 0;
    } catch (StartFailure e) {
      log.error("cannot start because=\"{}\"", e.getMessage());
      return 1;
    }
  }
}
