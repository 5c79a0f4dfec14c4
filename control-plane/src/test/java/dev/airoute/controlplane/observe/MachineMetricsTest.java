package dev.airoute.controlplane.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

final class MachineMetricsTest {
  @Test
  void tellsOfMemoryThreadsProcessorAndUptime() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    try (MachineMetrics _ = MachineMetrics.in(registry)) {
      assertThat(registry.scrape())
          .contains(
              "jvm_memory_used_bytes{area=\"heap\"",
              "jvm_threads_live_threads ",
              "process_cpu_usage ",
              "process_uptime_seconds ");
    }
  }
}
