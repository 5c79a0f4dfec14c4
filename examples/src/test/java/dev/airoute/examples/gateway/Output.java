package dev.airoute.examples.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** The lines a process has printed so far. Any thread. */
public final class Output {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread pump;

  Output(InputStream in) {
    this.pump = Thread.ofVirtual().start(() -> pump(in));
  }

  private void pump(InputStream in) {
    try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      lines.add("(the pipe broke: " + e.getMessage() + ")");
    }
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }

  public boolean contains(String text) {
    return lines.stream().anyMatch(line -> line.contains(text));
  }

  /** Whether any line has a match of the regular expression. */
  public boolean containsMatch(String regex) {
    Pattern pattern = Pattern.compile(regex);
    return lines.stream().anyMatch(line -> pattern.matcher(line).find());
  }

  /** Waits for the last line; the process has ended. */
  void drain() throws InterruptedException {
    pump.join();
  }

  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}
