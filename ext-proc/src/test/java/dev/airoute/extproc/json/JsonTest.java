package dev.airoute.extproc.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
  @Test
  void decodesStrings() {
    assertThat(Json.parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\u4e2d\"")
            .text())
        .isEqualTo("\"\\/\b\f\n\r\t\u00e9\uD83D\uDE00\u4e2d");
    assertThat(Json.parse("\"\\ud83d\"").text()).isEqualTo("\ud83d");
  }

  @Test
  void unquotesToUtf8() {
    assertThat(Json.parse("\"{\\\"a\\\":\\\"\\\\n\\uD83D\\uDE00\\\"}\"").unquoted())
        .isEqualTo("{\"a\":\"\\n\uD83D\uDE00\"}".getBytes(UTF_8));
    assertThat(Json.parse("\"\\u0000\\u00e9\\u0800\"").unquoted())
        .isEqualTo("\u0000\u00e9\u0800".getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud83d", "\\ude00", "\\ud83dx", "\\ud83d\\n", "\\ud83d\\u0041"})
  void putsTheReplacementCharacterForASingleSurrogate(String escape) {
    String decoded = Json.parse("\"" + escape + "\"").text();
    String expected = decoded.replaceAll("[\\ud800-\\udfff]", "\ufffd");
    assertThat(new String(Json.parse("\"" + escape + "\"").unquoted(), UTF_8)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "42, 42",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808",
    "1e3, 1000",
    "1.50e1, 15",
    "4096.0, 4096",
  })
  void readsWholeNumbers(String text, long expected) {
    assertThat(Json.parse(text).asLong()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.5", "9223372036854775808", "1e400", "1e-1", "1e99999999999", "1e999999999"})
  void refusesOtherNumbersAsWholeOnes(String text) {
    assertThatThrownBy(() -> Json.parse(text).asLong())
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("whole number");
  }

  @Test
  @Timeout(5)
  void readsNumbersInATimeThatDoesNotGrowWithTheSquareOfTheirLength() {
    assertThat(Json.parse("0." + "0".repeat(36) + "e9").asLong()).isZero();
    Json endless = Json.parse("0." + "0".repeat(4_000_000));
    assertThatThrownBy(endless::asLong).isInstanceOf(JsonException.class);
    Json digits = Json.parse("7".repeat(4_000_000));
    assertThatThrownBy(digits::asLong).isInstanceOf(JsonException.class);
    assertThat(digits.asDouble()).isInfinite();
    assertThat(Json.parse("1e-999999999").asDouble()).isZero();
  }

  @Test
  void comparesByBytes() {
    assertThat(Json.parse(" [1] "))
        .isEqualTo(Json.parse("[1]"))
        .hasSameHashCodeAs(Json.parse("[1]"));
    assertThat(Json.parse("1.0")).isNotEqualTo(Json.parse("1"));
    assertThat(Json.string("a\"\n\u0001")).hasToString("\"a\\\"\\n\\u0001\"");
    assertThat(Json.number(-7)).hasToString("-7");
    assertThat(Json.bool(true)).isEqualTo(Json.TRUE);
  }

  @Test
  void getsMembersOnlyOfObjects() {
    assertThat(Json.parse("{\"a\":1,\"b\":null}").get("b")).isEqualTo(Json.NULL);
    assertThat(Json.parse("{\"a\":1}").get("b")).isNull();
    assertThat(Json.parse("[1]").get("a")).isNull();
    assertThatThrownBy(() -> Json.parse("{\"a\":1,\"a\":2}").get("a"))
        .isInstanceOf(JsonException.class);
  }

  @Test
  void knowsWhatItIs() {
    assertThat(Json.parse("{}").isObject()).isTrue();
    assertThat(Json.parse("[]").isArray()).isTrue();
    assertThat(Json.parse("-1").isNumber()).isTrue();
    assertThat(Json.parse("false").isBoolean()).isTrue();
    assertThat(Json.NULL.isNull()).isTrue();
    assertThat(Json.parse("\"\"").isEmptyString()).isTrue();
    assertThat(Json.parse("{}").isEmptyString()).isFalse();
    assertThatThrownBy(Json.NULL::asBoolean).isInstanceOf(JsonException.class);
  }
}
