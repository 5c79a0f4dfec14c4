package dev.airoute.controlplane.standalone;

import java.util.Map;

/** An exit code in words. Java reports a child that a signal ended as 128 plus the signal's number. */
final class ExitReason {
  private static final Map<Integer, String> SIGNALS = Map.of(
      1, "HUP", 2, "INT", 3, "QUIT", 4, "ILL", 6, "ABRT", 7, "BUS", 9, "KILL", 11, "SEGV", 13,
      "PIPE", 15, "TERM");

  private ExitReason() {}

  static String of(int exitCode) {
    if (exitCode <= 128) {
      return "exit code " + exitCode;
    }
    int signal = exitCode - 128;
    String name = SIGNALS.get(signal);
    return "ended by signal " + signal + (name == null ? "" : " (" + name + ")");
  }
}
