package dev.airoute.extproc.stream;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.RemovalNotification;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges that are not settled yet. Bounded: when there are too many or one is too old, which happens only when
 * access-log records got lost, the oldest go and are counted. Any thread.
 */
public final class Exchanges {
  private final Cache<String, Exchange> unsettled;
  private final Map<String, String> byEnvoysId = new ConcurrentHashMap<>();
  private final LongAdder lost = new LongAdder();

  /**
   * @param most exchanges at a time
   * @param age after which one is given up, well above the longest stream
   */
  public Exchanges(long most, Duration age) {
    this.unsettled = CacheBuilder.newBuilder()
        .maximumSize(most)
        .expireAfterWrite(age)
        .removalListener(this::removed)
        .build();
  }

  /** Takes an exchange out of the books; null when it is not there. */
  public @Nullable Exchange settle(String id) {
    return unsettled.asMap().remove(id);
  }

  /**
   * The same, by Envoy's id of the request: ours is not on one whose client was gone before Envoy had our answer to its
   * headers.
   */
  public @Nullable Exchange settleByEnvoysId(String envoysId) {
    String id = byEnvoysId.get(envoysId);
    return id == null ? null : settle(id);
  }

  /** Exchanges that wait for their end. */
  public long open() {
    return unsettled.size();
  }

  /** Exchanges given up without an access-log record. */
  public long lostTotal() {
    return lost.sum();
  }

  void open(Exchange exchange) {
    if (!exchange.envoysId().isEmpty()) {
      byEnvoysId.put(exchange.envoysId(), exchange.id());
    }
    unsettled.put(exchange.id(), exchange);
  }

  @Nullable
  Exchange find(String id) {
    return unsettled.getIfPresent(id);
  }

  private void removed(RemovalNotification<String, Exchange> removal) {
    Exchange exchange = removal.getValue();
    if (exchange != null) {
      byEnvoysId.remove(exchange.envoysId(), exchange.id());
    }
    if (removal.wasEvicted()) {
      lost.increment();
    }
  }
}
