package dev.airoute.extproc.observe;

import dev.airoute.extproc.config.ConfigStatistics;
import dev.airoute.extproc.config.ResourceType;
import dev.airoute.extproc.stream.Exchanges;
import dev.airoute.extproc.stream.StreamStatistics;
import dev.airoute.extproc.stream.WorkPool;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/** Shows what the stages count about themselves; reads it when somebody asks for the metrics. */
public final class ProcessMeters {
  private final MeterRegistry registry;

  /** Listens to the collectors for as long as the process lives. */
  private final JvmGcMetrics collections = new JvmGcMetrics();

  public ProcessMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  public ProcessMeters configuration(ConfigStatistics statistics) {
    gauge(
        "airoute.config.connected",
        "1 while the control plane answers.",
        () -> statistics.connected() ? 1 : 0);
    gauge(
        "airoute.config.snapshot",
        "Number of the snapshot that serves; 0 before the first.",
        statistics::snapshots);
    gauge("airoute.config.rules", "Rules that serve.", statistics::rules);
    for (ResourceType type : ResourceType.values()) {
      String word = type.name().toLowerCase(Locale.ROOT);
      FunctionCounter.builder("airoute.config.accepted", statistics, each -> each.accepted(type))
          .description("Responses of the control plane that were taken.")
          .tag("type", word)
          .register(registry);
      FunctionCounter.builder("airoute.config.rejected", statistics, each -> each.rejected(type))
          .description("Responses of the control plane that were refused.")
          .tag("type", word)
          .register(registry);
    }
    return this;
  }

  public ProcessMeters streams(StreamStatistics statistics, Exchanges exchanges, WorkPool pool) {
    gauge("airoute.streams", "Open ext_proc streams.", statistics::open);
    gauge("airoute.exchanges", "Requests that have not ended.", exchanges::open);
    gauge("airoute.pool.queued", "Heavy pieces of work that wait.", pool::queued);
    counter(
        "airoute.exchanges.lost",
        "Requests given up without an access-log record.",
        exchanges,
        Exchanges::lostTotal);
    counter(
        "airoute.shed",
        "Messages refused because there was too much work.",
        statistics,
        StreamStatistics::shedTotal);
    counter(
        "airoute.failures",
        "Faults of the processor itself.",
        statistics,
        StreamStatistics::failedTotal);
    return this;
  }

  public ProcessMeters accessLog(LineSink lines) {
    counter(
        "airoute.access.log.dropped",
        "Lines that could not be written.",
        lines,
        LineSink::droppedTotal);
    return this;
  }

  /** The Java machine itself: memory, garbage collection, threads, processor. */
  public ProcessMeters machine() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
    return this;
  }

  private void gauge(String name, String description, DoubleSupplier value) {
    Gauge.builder(name, value::getAsDouble).description(description).register(registry);
  }

  /** @param state held weakly by the registry, so something that lives elsewhere */
  private <T> void counter(String name, String description, T state, ToDoubleFunction<T> value) {
    FunctionCounter.builder(name, state, value).description(description).register(registry);
  }
}
