package dev.airoute.controlplane.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class EnvironmentTest {
  @Test
  void childrenGetNoKeys() {
    assertThat(Environment.forChildren(
            Map.of("PATH", "/bin", "OPENAI_API_KEY", "sk-1", "MY_TOKEN", "t", "TZ", "UTC")))
        .isEqualTo(Map.of("PATH", "/bin", "TZ", "UTC"));
  }
}
