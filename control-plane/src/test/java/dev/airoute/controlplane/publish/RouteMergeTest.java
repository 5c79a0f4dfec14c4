package dev.airoute.controlplane.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import org.junit.jupiter.api.Test;

final class RouteMergeTest {
  private static final Any OLD = Any.pack(Gateways.configuration("route-1", "route-2"));
  private static final Any WANTED = Any.pack(Gateways.configuration("route-2", "route-3"));

  @Test
  void keepsOldRoutesInFront() throws Exception {
    Any merged = RouteMerge.merge(OLD, WANTED, _ -> true);
    assertThat(Gateways.routeNames(merged))
        .containsExactly("route-1", "route-2", "route-3", "not-yet-routed");
    assertThat(RouteMerge.surplus(merged, WANTED)).containsExactly("route-1");
  }

  @Test
  void mergingAgainChangesNothing() {
    Any merged = RouteMerge.merge(OLD, WANTED, _ -> true);
    assertThat(RouteMerge.merge(merged, WANTED, _ -> true)).isEqualTo(merged);
  }

  @Test
  void withNothingToKeepItIsTheWantedOneByteForByte() {
    assertThat(RouteMerge.merge(OLD, WANTED, _ -> false)).isSameAs(WANTED);
    assertThat(RouteMerge.merge(WANTED, WANTED, _ -> true)).isSameAs(WANTED);
  }

  @Test
  void doesNotKeepRoutesThatMatchMoreThanTheirOwnName() throws Exception {
    RouteConfiguration.Builder old = Gateways.configuration("route-1").toBuilder();
    old.getVirtualHostsBuilder(0).getRoutesBuilder(1).setName("old-catch-all");
    Any merged = RouteMerge.merge(Any.pack(old.build()), WANTED, _ -> true);
    assertThat(Gateways.routeNames(merged))
        .containsExactly("route-1", "route-2", "route-3", "not-yet-routed");
  }

  @Test
  void leavesOtherHostsAlone() throws Exception {
    RouteConfiguration.Builder old = Gateways.configuration("route-1").toBuilder();
    old.getVirtualHostsBuilder(0).setName("another");
    assertThat(RouteMerge.merge(Any.pack(old.build()), WANTED, _ -> true)).isSameAs(WANTED);
  }
}
