package dev.airoute.extproc.stream;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.RemovalNotification;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges that are not settled yet. Bounded: when there are too many or one is too old, which happens only when
 * access-log records got lost, the oldest go and are counted. Any thread.
 */
public final class Exchanges {
  private final Cache<String, Exchange> unsettled;
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

  /** Exchanges that wait for their end. */
  public long open() {
    return unsettled.size();
  }

  /** Exchanges given up without an access-log record. */
  public long lostTotal() {
    return lost.sum();
  }

  void open(Exchange exchange) {
    unsettled.put(exchange.id(), exchange);
  }

  @Nullable
  Exchange find(String id) {
    return unsettled.getIfPresent(id);
  }

  private void removed(RemovalNotification<String, Exchange> removal) {
    if (removal.wasEvicted()) {
      lost.increment();
    }
  }
}
