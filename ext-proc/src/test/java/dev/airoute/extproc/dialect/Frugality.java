package dev.airoute.extproc.dialect;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** Holds what is read to memory in proportion to what came in. */
final class Frugality {
  /** Of all that is allocated, garbage included. */
  private static final int FACTOR = 10;

  /** Buffers of fixed size, tables, and the first use of a class. */
  private static final int CONSTANT = 128 << 10;

  /** Jazzer's instrumentation allocates too; there only what grows out of proportion is noticed. */
  private static final int ALLOWANCE = Integer.getInteger("fuzz.allowance", 1);

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Measured again if it was too much: the first time may have loaded classes. The last result counts. */
  static <T> T bounded(int input, Supplier<T> reading) {
    long allowed = ALLOWANCE * ((long) FACTOR * input + CONSTANT);
    for (int attempt = 0; ; attempt++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      T result = reading.get();
      long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
      if (allocated <= allowed) {
        return result;
      }
      if (attempt == 2) {
        throw new AssertionError(
            "%d bytes in, %d bytes allocated, %d allowed".formatted(input, allocated, allowed));
      }
    }
  }

  private Frugality() {}
}
