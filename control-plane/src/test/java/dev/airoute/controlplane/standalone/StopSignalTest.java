package dev.airoute.controlplane.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class StopSignalTest {
  /** A process that ends in order when it is told to, or fails by itself. */
  static final class Program {
    public static void main(String[] args) {
      try (StopSignal stop = StopSignal.install()) {
        System.out.println("started");
        if (args[0].equals("fail")) {
          throw new StartupException("cannot");
        }
        stop.asked().join();
        System.out.println("ended in order");
      } catch (StartupException e) {
        System.exit(1);
      }
      System.exit(9);
    }
  }

  @Test
  void anEndThatWasAskedForIsASuccess() throws Exception {
    for (String signal : new String[] {"TERM", "INT"}) {
      Process program = start("wait");
      try (BufferedReader output = program.inputReader()) {
        assertThat(output.readLine()).isEqualTo("started");
        new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + program.pid()).start();
        assertThat(output.readLine()).isEqualTo("ended in order");
        assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).isZero();
      } finally {
        program.destroyForcibly();
      }
    }
  }

  @Test
  void aFailureKeepsItsExitCode() throws Exception {
    Process program = start("fail");
    try {
      assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(program.exitValue()).isEqualTo(1);
    } finally {
      program.destroyForcibly();
    }
  }

  private static Process start(String argument) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Program.class.getName(),
            argument)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
