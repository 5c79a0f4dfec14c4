package dev.airoute.controlplane.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CaBundleTest {
  @TempDir
  Path folder;

  @Test
  void takesTheOneOfTheEnvironmentWhenItIsThere() throws IOException {
    Path bundle = Files.createFile(folder.resolve("ca.pem"));
    assertThat(CaBundle.find(Map.of("SSL_CERT_FILE", bundle.toString())))
        .isEqualTo(bundle.toString());
    assertThat(CaBundle.find(Map.of("SSL_CERT_FILE", folder.resolve("missing").toString())))
        .isNotEmpty()
        .isNotEqualTo(folder.resolve("missing").toString());
  }
}
