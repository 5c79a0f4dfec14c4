package dev.airoute.extproc.observe;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes lines on a thread of its own, so that a slow disk or pipe never stops an event loop. Any thread. */
public final class LineSink implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LineSink.class);
  private static final int CAPACITY = 16_384;
  private static final long CAPACITY_BYTES = 16L << 20;
  private static final byte[] END = {};

  private final OutputStream out;
  private final BlockingQueue<byte[]> lines = new ArrayBlockingQueue<>(CAPACITY);

  /** Of lines that were taken and are not yet written. */
  private final AtomicLong waitingBytes = new AtomicLong();

  private final LongAdder dropped = new LongAdder();
  private final Thread writer;
  private boolean failing;

  LineSink(OutputStream out) {
    this.out = out;
    this.writer = Thread.ofPlatform().name("access-log").daemon().start(this::write);
  }

  /** @param target a file to append to, or {@code -} for standard output */
  public static LineSink to(String target) throws IOException {
    if (target.equals("-")) {
      return new LineSink(new FileOutputStream(FileDescriptor.out));
    }
    return new LineSink(Files.newOutputStream(
        Path.of(target), StandardOpenOption.CREATE, StandardOpenOption.APPEND));
  }

  /** @param line with its line feed */
  void write(byte[] line) {
    boolean fits = waitingBytes.addAndGet(line.length) <= CAPACITY_BYTES;
    if (!fits || !lines.offer(line)) {
      waitingBytes.addAndGet(-line.length);
      dropped.increment();
    }
  }

  /** Lines that were not written. */
  public long droppedTotal() {
    return dropped.sum();
  }

  /** Writes what is waiting, then ends. */
  @Override
  public void close() throws InterruptedException {
    lines.put(END);
    writer.join();
  }

  private void write() {
    List<byte[]> batch = new ArrayList<>();
    boolean open = true;
    while (open) {
      batch.clear();
      try {
        batch.add(lines.take());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      lines.drainTo(batch);
      open = batch.stream().noneMatch(line -> line == END);
      write(batch);
      waitingBytes.addAndGet(-batch.stream().mapToLong(line -> line.length).sum());
    }
  }

  private void write(List<byte[]> batch) {
    try {
      for (byte[] line : batch) {
        out.write(line);
      }
      out.flush();
      failing = false;
    } catch (IOException e) {
      dropped.add(batch.size());
      if (!failing) {
        failing = true;
        log.warn("cannot write the access log cause=\"{}\"", e.toString());
      }
    }
  }
}
