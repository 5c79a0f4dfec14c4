package dev.airoute.extproc.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.config.v1.Dialect;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExchangesTest {
  @Test
  void settlesEachExchangeOnce() {
    Exchanges exchanges = new Exchanges(10, Duration.ofHours(1));
    exchanges.open(exchange("a"));

    assertThat(exchanges.find("a")).isNotNull();
    assertThat(exchanges.settle("a")).isNotNull();
    assertThat(exchanges.settle("a")).isNull();
    assertThat(exchanges.open()).isZero();
    assertThat(exchanges.lostTotal()).isZero();
  }

  @Test
  void knowsAnExchangeByEnvoysIdAsWell() {
    Exchanges exchanges = new Exchanges(100, Duration.ofHours(1));
    Exchange first = exchange("a");
    exchanges.open(first);
    exchanges.open(exchange("b"));

    assertThat(exchanges.settleByEnvoysId("envoy-a")).isSameAs(first);
    assertThat(exchanges.settle("a")).isNull();
    assertThat(exchanges.settle("b")).isNotNull();
    assertThat(exchanges.settleByEnvoysId("envoy-b")).isNull();
    assertThat(exchanges.settleByEnvoysId("")).isNull();
    assertThat(exchanges.open()).isZero();
  }

  @Test
  void neverHoldsMoreThanItsBoundAndCountsWhatItLoses() {
    Exchanges exchanges = new Exchanges(100, Duration.ofHours(1));
    for (int i = 0; i < 1000; i++) {
      exchanges.open(exchange("id-" + i));
    }

    assertThat(exchanges.open()).isLessThanOrEqualTo(100);
    assertThat(exchanges.lostTotal()).isEqualTo(1000 - exchanges.open());
    assertThat(exchanges.find("id-999")).as("the newest stays").isNotNull();
    assertThat(exchanges.settleByEnvoysId("envoy-id-0"))
        .as("forgotten altogether")
        .isNull();
  }

  private static Exchange exchange(String id) {
    return new Exchange(id, "envoy-" + id, Dialect.OPENAI_CHAT, null, 0);
  }
}
