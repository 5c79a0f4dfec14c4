package dev.airoute.controlplane.standalone;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class InstallationTest {
  @Test
  void pointsToTheScriptWhenStartedWithoutIt() {
    assertThatThrownBy(Installation::fromSystemProperties)
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("bin/airoute");
  }
}
