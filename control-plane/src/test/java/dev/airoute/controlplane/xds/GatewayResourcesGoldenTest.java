package dev.airoute.controlplane.xds;

import dev.airoute.controlplane.translate.GoldenFiles;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class GatewayResourcesGoldenTest {
  private static final GoldenFiles GOLDEN = new GoldenFiles("xds");

  static List<String> names() {
    return GOLDEN.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void makesTheResourcesOfItsGoldenFile(String name) throws IOException {
    Resources resources = TestingGateways.resources(GOLDEN.input(name));

    GOLDEN.check(name + ".xds.yaml", ResourceText.yaml(resources));
  }

  @Test
  void makesTheBootstrapOfItsGoldenFile() throws IOException {
    GOLDEN.check("bootstrap.json", Bootstrap.json(TestingEnvoy.SETTINGS) + "\n");
  }
}
