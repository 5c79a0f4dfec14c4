package dev.airoute.extproc.dialect;

/** Where Jazzer comes in. The system property {@code fuzz.target} says what is fuzzed. */
public final class FuzzEntry {
  private static final FuzzTarget TARGET =
      FuzzTarget.valueOf(System.getProperty("fuzz.target", "EXCHANGES"));

  private static final int WARMING = 300;

  /** Called by Jazzer first: classes are loaded and instrumented before the time of an input is taken. */
  public static void fuzzerInitialize() {
    FuzzSeeds.of(TARGET).stream().limit(WARMING).forEach(TARGET::check);
  }

  /** Called by Jazzer, by this name, for every input. */
  public static void fuzzerTestOneInput(byte[] input) {
    TARGET.check(input);
  }

  private FuzzEntry() {}
}
