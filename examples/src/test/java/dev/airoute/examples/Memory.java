package dev.airoute.examples;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What is in another process's memory (Linux, same user). */
final class Memory {
  private static final int STEP = 1 << 20;
  private static final int OVERLAP = 256;

  /** Every match of the pattern in the readable and writable memory of the process. */
  static String canariesOf(ProcessHandle process, Pattern pattern) throws IOException {
    Path maps = Path.of("/proc", String.valueOf(process.pid()), "maps");
    assumeTrue(Files.isReadable(maps), "no /proc, or not ours to read");
    Set<String> found = new TreeSet<>();
    try (RandomAccessFile memory = new RandomAccessFile("/proc/" + process.pid() + "/mem", "r")) {
      for (String line : Files.readAllLines(maps)) {
        String[] words = line.split(" +");
        if (words[1].startsWith("rw")) {
          String[] range = words[0].split("-");
          scan(
              memory,
              Long.parseUnsignedLong(range[0], 16),
              Long.parseUnsignedLong(range[1], 16),
              pattern,
              found);
        }
      }
    }
    return String.join("\n", found);
  }

  private static void scan(
      RandomAccessFile memory, long from, long to, Pattern pattern, Set<String> found) {
    byte[] buffer = new byte[STEP];
    for (long at = from; at < to; at += STEP - OVERLAP) {
      try {
        memory.seek(at);
        int read = memory.read(buffer, 0, (int) Math.min(STEP, to - at));
        if (read > 0) {
          String text = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
          pattern.matcher(text).results().forEach(match -> found.add(match.group()));
        }
      } catch (IOException e) {
        return; // not backed by anything
      }
    }
  }

  private Memory() {}
}
