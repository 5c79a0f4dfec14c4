package dev.airoute.controlplane.serve;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.Supplier;

/** What operators watch: clients by role; responses and what became of them by type. */
final class XdsMetrics {
  private final MeterRegistry meters;

  XdsMetrics(MeterRegistry meters, Supplier<List<ClientState>> clients) {
    this.meters = meters;
    for (Role role : Role.values()) {
      Gauge.builder("airoute.xds.clients", () -> count(clients.get(), role))
          .description("Connected xDS clients")
          .tag("role", role.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'))
          .register(meters);
    }
    Gauge.builder("airoute.xds.rejected", () -> rejected(clients.get()))
        .description("Resources that a connected client refuses at the moment")
        .register(meters);
  }

  void sent(String type) {
    meters.counter("airoute.xds.responses", "type", Types.label(type)).increment();
  }

  void accepted(String type) {
    meters.counter("airoute.xds.acks", "type", Types.label(type)).increment();
  }

  void refused(String type) {
    meters.counter("airoute.xds.nacks", "type", Types.label(type)).increment();
  }

  private static long count(List<ClientState> clients, Role role) {
    return clients.stream().filter(client -> client.role() == role).count();
  }

  private static long rejected(List<ClientState> clients) {
    return clients.stream()
        .flatMap(client -> client.types().values().stream())
        .flatMap(type -> type.rejections().stream())
        .mapToLong(rejection -> rejection.resources().size())
        .sum();
  }
}
