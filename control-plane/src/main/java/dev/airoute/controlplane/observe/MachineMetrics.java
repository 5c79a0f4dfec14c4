package dev.airoute.controlplane.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;

/** The Java machine itself: memory, garbage collection, threads, processor. Listens to collections until closed. */
public final class MachineMetrics implements AutoCloseable {
  private final JvmGcMetrics collections = new JvmGcMetrics();

  private MachineMetrics() {}

  public static MachineMetrics in(MeterRegistry registry) {
    MachineMetrics metrics = new MachineMetrics();
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    metrics.collections.bindTo(registry);
    return metrics;
  }

  @Override
  public void close() {
    collections.close();
  }
}
