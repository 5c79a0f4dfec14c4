package dev.airoute.controlplane.xds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.airoute.controlplane.translate.GoldenFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that golden inputs make passes a real Envoy, with unknown fields forbidden. */
final class RealEnvoyTest {
  private final Optional<TestingEnvoy> envoy = TestingEnvoy.find();

  @TempDir
  Path folder;

  @BeforeEach
  void needsEnvoy() {
    assumeThat(envoy).as("no Envoy: set ENVOY to its binary").isPresent();
  }

  static Stream<String> inputs() {
    return Stream.of("translate", "xds")
        .map(GoldenFiles::new)
        .flatMap(golden -> golden.names().stream().map(golden::input));
  }

  @ParameterizedTest(name = "[{index}]")
  @MethodSource("inputs")
  void takesTheBytesOfAllResources(String yaml) throws Exception {
    Path file = folder.resolve("config.pb");
    Files.write(file, TestingEnvoy.bootstrap(TestingGateways.resources(yaml)).toByteArray());

    assertAccepted(file);
  }

  @Test
  void takesTheTextOfAllResources() throws Exception {
    String yaml = new GoldenFiles("xds").input("endpoints");

    assertAccepted(file(EnvoyJson.print(TestingEnvoy.bootstrap(TestingGateways.resources(yaml)))));
  }

  @Test
  void takesTheBootstrapWithUnixSockets() throws Exception {
    assertAccepted(file(Bootstrap.json(TestingEnvoy.SETTINGS)));
  }

  @Test
  void takesTheBootstrapWithTcpSockets() throws Exception {
    assertAccepted(file(Bootstrap.json(new BootstrapSettings(
        "gateway-0",
        "airoute",
        new SocketPlace.Tcp("control-plane.airoute.svc", 18000),
        new SocketPlace.Tcp("127.0.0.1", 18001),
        new SocketPlace.Tcp("127.0.0.1", 9901),
        1 << 20,
        100))));
  }

  private Path file(String json) throws IOException {
    return Files.writeString(folder.resolve("config.json"), json);
  }

  private void assertAccepted(Path file) throws IOException, InterruptedException {
    String answer = envoy.orElseThrow().validate(file);
    assertThat(answer.strip()).isEqualTo("configuration '" + file + "' OK");
  }
}
