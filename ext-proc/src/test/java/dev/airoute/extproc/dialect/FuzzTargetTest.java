package dev.airoute.extproc.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is fuzzed, over the seeds, over what fuzzing has found before, and over a few thousand mutations that are the same in
 * every build. The fuzzer itself runs in the profile {@code fuzz}.
 */
@Timeout(120)
class FuzzTargetTest {
  private static final int MUTATIONS = Integer.getInteger("fuzz.mutations", 2000);

  @ParameterizedTest
  @EnumSource
  void holdsForTheSeeds(FuzzTarget target) {
    List<byte[]> seeds = FuzzSeeds.of(target);
    assertThat(seeds).hasSizeGreaterThan(20);
    target.check(new byte[0]);
    seeds.forEach(seed -> check(target, seed));
  }

  @ParameterizedTest
  @EnumSource
  void holdsForWhatWasFound(FuzzTarget target) {
    FuzzSeeds.found(target).forEach(input -> check(target, input));
  }

  @ParameterizedTest
  @EnumSource
  void holdsForMutations(FuzzTarget target) {
    List<byte[]> seeds = FuzzSeeds.of(target);
    Random random = new Random(Long.getLong("fuzz.seed", 1));
    for (int i = 0; i < MUTATIONS; i++) {
      check(target, FuzzSeeds.mutated(seeds, random));
    }
  }

  private static void check(FuzzTarget target, byte[] input) {
    try {
      target.check(input);
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      String text = Base64.getEncoder().encodeToString(input);
      throw new AssertionError(target + " does not hold for (base64) " + text, e);
    }
  }
}
