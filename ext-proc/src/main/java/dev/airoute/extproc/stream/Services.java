package dev.airoute.extproc.stream;

import dev.airoute.extproc.config.CurrentSnapshot;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What the stages work with.
 *
 * @param random a generator for the calling thread
 * @param nanos a clock for durations
 */
record Services(
    CurrentSnapshot snapshots,
    Exchanges exchanges,
    Translations translations,
    Supplier<RandomGenerator> random,
    InstantSource clock,
    LongSupplier nanos,
    int maxRequestBytes) {
  /** Bodies above this take longer than an event loop can spare. */
  static final int HEAVY_BYTES = 256 * 1024;
}
