package dev.airoute.extproc.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonGrammarTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "false",
        "0",
        "-0",
        "10",
        "-1",
        "0.0",
        "1.25",
        "1e5",
        "1E+5",
        "1e-05",
        "0e0",
        "-0.0E-0",
        "123456789012345678901234567890",
        "1e999999",
        "\"\"",
        "\"a\"",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
        "\"\\u0000\"",
        "\"\\uFFFF\\uabCD\"",
        "\"\\ud83d\\ude00\"",
        "\"\\ud83d\"",
        "\"\\ude00\\ud83d\"",
        "\"\u007f\"",
        "\"/\"",
        "\"\u2028\u2029\"",
        "\"\ufeff\"",
        "\"\uD83D\uDE00 \u00e9 \u4e2d \u0800 \uffff\"",
        "\"0123456\"",
        "\"01234567\"",
        "\"012345678\"",
        "\"0123456\\n89abcde\u00e9\"",
        "[]",
        "[ ]",
        "[1]",
        "[1,\"a\",null,[],{}]",
        "{}",
        "{ }",
        "{\"\":0}",
        "{\"a\":{\"b\":[{}]}}",
        "\t\r\n 1 \n\r\t",
        "[\n1\t,\r2 ]",
        "{ \"a\" : 1 , \"b\" : 2 }"
      })
  void accepts(String text) {
    assertThatCode(() -> Json.parse(text)).doesNotThrowAnyException();
    assertThat(Json.parse(text).toString()).isEqualTo(text.strip());
    assertThat(Json.parse("[" + text + "," + text + "]").cursor().value().isArray())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "nul",
        "nulls",
        "True",
        "NaN",
        "Infinity",
        "-Infinity",
        "undefined",
        "+1",
        "-",
        "--1",
        "01",
        "-01",
        "00",
        "1.",
        ".5",
        "1.e5",
        "1e",
        "1e+",
        "1ee5",
        "1e5.5",
        "0x10",
        "1_000",
        "1 2",
        "1,",
        ",1",
        "\"",
        "\"a",
        "\"a\\\"",
        "'a'",
        "\"a\"b",
        "\"\\a\"",
        "\"\\'\"",
        "\"\\U0041\"",
        "\"\\x41\"",
        "\"\\u\"",
        "\"\\u123\"",
        "\"\\u12 4\"",
        "\"\\u123g\"",
        "\"\\uFF1\uff11\"",
        "\"\t\"",
        "\"\n\"",
        "\"\u0000\"",
        "\"\u001f\"",
        "\"0123456\n\"",
        "\"012345678\u0001abcdefgh\"",
        "[",
        "]",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1]]",
        "[1}",
        "{",
        "}",
        "{]",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":}",
        "{\"a\" 1}",
        "{\"a\":1",
        "{\"a\":1,",
        "{\"a\":1,}",
        "{,\"a\":1}",
        "{a:1}",
        "{'a':1}",
        "{1:1}",
        "{\"a\"::1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1]",
        "{null:1}",
        "/**/1",
        "1//",
        "#1",
        "\ufeff1",
        "\u00a01",
        "\u000b1",
        "\f1",
        "[\u20281]"
      })
  void refuses(String text) {
    assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(JsonException.class);
    assertThatThrownBy(() -> Json.parse("{\"x\":[" + text + "]}x"))
        .isInstanceOf(JsonException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "c3a9, true",
    "c280, true",
    "dfbf, true",
    "e0a080, true",
    "ed9fbf, true",
    "ee8080, true",
    "efbfbf, true",
    "f0908080, true",
    "f48fbfbf, true",
    "80, false",
    "bf, false",
    "c3, false",
    "c328, false",
    "c080, false",
    "c1bf, false",
    "e08080, false",
    "e09fbf, false",
    "eda080, false",
    "edbfbf, false",
    "e282, false",
    "e28228, false",
    "e2c2a9, false",
    "f0808080, false",
    "f08fbfbf, false",
    "f4908080, false",
    "f5808080, false",
    "f09f98, false",
    "f09f9828, false",
    "f888808080, false",
    "fc8480808080, false",
    "fe, false",
    "ff, false",
  })
  void checksUtf8WhereverItStands(String hex, boolean valid) {
    String bytes = new String(HexFormat.of().parseHex(hex), ISO_8859_1);
    for (int before = 0; before < 9; before++) {
      for (String after : new String[] {"", "a", "abcdefghi", "\u00c3\u00a9"}) {
        byte[] text = ("\"" + "x".repeat(before) + bytes + after + "\"").getBytes(ISO_8859_1);
        if (valid) {
          assertThat(Json.parse(text).text())
              .isEqualTo(new String(text, 1, text.length - 2, UTF_8));
        } else {
          assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(JsonException.class);
        }
      }
    }
  }

  @Test
  void nestsUpToTheLimit() {
    assertThatCode(() -> Json.parse("[".repeat(256) + "]".repeat(256))).doesNotThrowAnyException();
    assertThatThrownBy(() -> Json.parse("[".repeat(257) + "]".repeat(257)))
        .hasMessage("nested deeper than 256 at offset 256");
    assertThatThrownBy(() -> Json.parse("{\"a\":".repeat(100_000)))
        .isInstanceOf(JsonException.class);
  }

  @Test
  void countsTheObjectsThatWereEnteredAsDepth() {
    String text = "[".repeat(256) + "]".repeat(256);
    JsonCursor cursor = new JsonCursor(("{\"a\":" + text + "}").getBytes(UTF_8));
    cursor.enterObject();
    assertThat(cursor.nextField()).isTrue();
    assertThatThrownBy(cursor::value).isInstanceOf(JsonException.class);
  }

  @Test
  void saysWhereItWentWrong() {
    assertThatThrownBy(() -> Json.parse("{\"a\": tru}"))
        .isInstanceOfSatisfying(JsonException.class, e -> assertThat(e.offset()).isEqualTo(6))
        .hasMessage("expected a value at offset 6");
    assertThatThrownBy(() -> Json.parse("{\"a\": \"\\q\"}"))
        .hasMessage("bad escape in a string at offset 7");
    assertThatThrownBy(() -> Json.parse("{\"a\" 1}")).hasMessage("expected ':' at offset 5");
    assertThatThrownBy(() -> Json.parse("[1 2]")).hasMessage("expected ',' or ']' at offset 3");
  }

  @Test
  void findsSpecialBytesAtEveryOffsetOfAWord() {
    for (int length = 0; length < 40; length++) {
      for (int at = 0; at < length; at++) {
        StringBuilder text = new StringBuilder("~".repeat(length));
        text.setCharAt(at, '\u001f');
        byte[] control = ("\"" + text + "\"").getBytes(UTF_8);
        assertThatThrownBy(() -> Json.parse(control)).isInstanceOf(JsonException.class);
        text.replace(at, at + 1, "\\n");
        assertThat(Json.parse("\"" + text + "\"").text())
            .isEqualTo(text.toString().replace("\\n", "\n"));
        text.replace(at, at + 2, "\"");
        byte[] quote = ("\"" + text).getBytes(UTF_8);
        assertThat(new JsonCursor(quote).text()).hasSize(at);
      }
    }
  }
}
