package dev.airoute.extproc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
  private final StringWriter out = new StringWriter();

  @Test
  void helps() {
    assertThat(execute("--help")).isZero();
    GoldenFile.check(Path.of("src/test/resources/help.txt"), out.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--xds unix:/tmp/x",
        "--socket /tmp/s",
        "--socket /tmp/s --xds nonsense",
        "--socket /tmp/s --xds host:99999",
        "--socket /tmp/s --xds unix:/tmp/x --metrics-address unix:/tmp/m",
        "--socket /tmp/s --xds unix:/tmp/x --max-request-bytes 0",
        "--socket /tmp/s --xds unix:/tmp/x --unknown",
      })
  void refusesWrongCommandLines(String line) {
    assertThat(execute(line.split(" "))).isEqualTo(2);
    assertThat(out.toString()).contains("Usage: ext-proc");
  }

  @Test
  void readsAddresses() {
    assertThat(Address.parse("unix:/run/x.sock"))
        .isEqualTo(new Address.Unix(Path.of("/run/x.sock")));
    assertThat(Address.parse("control-plane:18000"))
        .isEqualTo(new Address.Tcp("control-plane", 18000));
    assertThat(Address.parse("[::1]:80")).isEqualTo(new Address.Tcp("::1", 80));
    assertThatThrownBy(() -> Address.parse(":80"))
        .hasMessageContaining("expected unix:PATH or HOST:PORT");
    assertThatThrownBy(() -> Address.parse("unix:/" + "x".repeat(107)))
        .hasMessageContaining("at most 107 characters");
  }

  private int execute(String... arguments) {
    PrintWriter writer = new PrintWriter(out);
    return Main.commandLine()
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setOut(writer)
        .setErr(writer)
        .execute(arguments);
  }
}
