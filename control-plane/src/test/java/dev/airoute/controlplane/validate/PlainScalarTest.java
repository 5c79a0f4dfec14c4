package dev.airoute.controlplane.validate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expectations are what {@code kubectl} turns these into. */
final class PlainScalarTest {
  @ParameterizedTest
  @CsvSource({
    "017, 15",
    "0o17, 15",
    "1_000, 1000",
    "0x1F, 31",
    "0b11, 3",
    "+5, 5",
    "-0x10, -16",
    "0, 0",
    "1e3, 1000",
    "1.0, 1",
    "9223372036854775807, 9223372036854775807",
    "08, 8"
  })
  void readsIntegers(String text, long value) {
    assertThat(PlainScalar.resolve(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({".5, 0.5", "1.25, 1.25", "-1.5e-3, -0.0015", "99999999999999999999, 1e20"})
  void readsNumbersWithAFraction(String text, double value) {
    assertThat(PlainScalar.resolve(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "True", "TRUE", "yes", "Yes", "on", "ON", "y", "Y"})
  void readsTrue(String text) {
    assertThat(PlainScalar.resolve(text)).isEqualTo(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "no", "No", "NO", "off", "Off", "n", "N"})
  void readsFalse(String text) {
    assertThat(PlainScalar.resolve(text)).isEqualTo(false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "~", "null", "Null", "NULL"})
  void readsNothing(String text) {
    assertThat(PlainScalar.resolve(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2025-01-01",
        "1:30",
        "tRue",
        "nULL",
        "0xZZ",
        "1.2.3",
        "-",
        "+",
        ".",
        "e5",
        "gpt-4o",
        "0b12",
        "1e"
      })
  void leavesEverythingElseAsText(String text) {
    assertThat(PlainScalar.resolve(text)).isEqualTo(text);
  }
}
