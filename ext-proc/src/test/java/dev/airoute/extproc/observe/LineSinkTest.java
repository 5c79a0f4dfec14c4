package dev.airoute.extproc.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineSinkTest {
  @Test
  void writesEverythingInOrderBeforeItEnds() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LineSink sink = new LineSink(out);
    for (int i = 0; i < 1000; i++) {
      sink.write((i + "\n").getBytes(UTF_8));
    }
    sink.close();

    assertThat(out.toString(UTF_8).lines())
        .hasSize(1000)
        .startsWith("0", "1", "2")
        .endsWith("999");
  }

  @Test
  void appendsToItsFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("access.log");
    Files.writeString(file, "before\n");
    LineSink sink = LineSink.to(file.toString());
    sink.write("after\n".getBytes(UTF_8));
    sink.close();

    assertThat(file).hasContent("before\nafter\n");
  }

  @Test
  void dropsAndCountsWhenTheReaderIsTooSlow() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    SlowOutput out = new SlowOutput(reading);
    LineSink sink = new LineSink(out);
    for (int i = 0; i < 100_000; i++) {
      sink.write(new byte[] {'\n'});
    }
    assertThat(sink.droppedTotal()).isPositive();
    reading.countDown();
    sink.close();

    assertThat(out.lines + sink.droppedTotal()).isEqualTo(100_000);
  }

  @Test
  void boundsWhatWaitsByItsBytesAsWell() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    SlowOutput out = new SlowOutput(reading);
    LineSink sink = new LineSink(out);
    byte[] line = new byte[1 << 20];
    for (int i = 0; i < 20; i++) {
      sink.write(line);
    }
    assertThat(sink.droppedTotal()).isEqualTo(4);
    reading.countDown();
    await().until(() -> {
      long before = sink.droppedTotal();
      sink.write(line);
      return sink.droppedTotal() == before;
    });
    sink.close();

    assertThat(out.lines).as("room again for what came later").isEqualTo(17);
  }

  @Test
  void countsWhatCannotBeWrittenAndGoesOn() throws Exception {
    SlowOutput out = new SlowOutput(new CountDownLatch(0));
    out.broken = true;
    LineSink sink = new LineSink(out);
    sink.write(new byte[] {'\n'});
    await().until(() -> sink.droppedTotal() == 1);
    out.broken = false;
    sink.write(new byte[] {'\n'});
    sink.close();

    assertThat(out.lines).isEqualTo(1);
  }

  private static final class SlowOutput extends OutputStream {
    private final CountDownLatch gate;
    volatile boolean broken;
    int lines;

    SlowOutput(CountDownLatch gate) {
      this.gate = gate;
    }

    @Override
    public void write(int single) {
      throw new AssertionError("lines are written whole");
    }

    @Override
    public void write(byte[] line, int offset, int length) throws IOException {
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      if (broken) {
        throw new IOException("no space left");
      }
      lines += length > 0 ? 1 : 0;
    }
  }
}
