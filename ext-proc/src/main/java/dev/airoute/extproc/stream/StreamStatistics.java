package dev.airoute.extproc.stream;

import java.util.concurrent.atomic.LongAdder;

/** What the streams count. Any thread. */
public final class StreamStatistics {
  private final LongAdder opened = new LongAdder();
  private final LongAdder ended = new LongAdder();
  private final LongAdder shed = new LongAdder();
  private final LongAdder failed = new LongAdder();

  /** Streams of Envoy that are open now. */
  public long open() {
    return opened.sum() - ended.sum();
  }

  /** Messages refused because the pool was full. */
  public long shedTotal() {
    return shed.sum();
  }

  /** Faults of our own: exceptions nobody expected, messages out of order. */
  public long failedTotal() {
    return failed.sum();
  }

  void streamOpened() {
    opened.increment();
  }

  void streamEnded() {
    ended.increment();
  }

  void shed() {
    shed.increment();
  }

  void failed() {
    failed.increment();
  }
}
