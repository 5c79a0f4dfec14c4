package dev.airoute.extproc.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonWriterTest {
  private final JsonWriter out = new JsonWriter(1);

  private String written() {
    String text = new String(out.toByteArray(), UTF_8);
    Json.parse(text);
    return text;
  }

  @Test
  void putsCommasByItself() {
    out.beginObject()
        .field("a", 1)
        .field("b", "x")
        .field("c", true)
        .optional("d", null)
        .optional("e", Json.NULL)
        .name("f")
        .beginArray()
        .beginObject()
        .endObject()
        .beginArray()
        .endArray()
        .number(-1)
        .string("")
        .nullValue()
        .value(Json.parse(" [1, 2] "))
        .bool(false)
        .endArray()
        .name("g")
        .beginObject()
        .field("h", Json.TRUE)
        .endObject()
        .field("i", "{[:, ")
        .field("j", 0)
        .endObject();
    assertThat(written())
        .isEqualTo(
            "{\"a\":1,\"b\":\"x\",\"c\":true,\"e\":null,\"f\":[{},[],-1,\"\",null,[1, 2],false],"
                + "\"g\":{\"h\":true},\"i\":\"{[:, \",\"j\":0}");
  }

  @Test
  void escapesWhatMustBe() {
    out.string("\"\\/\b\f\n\r\t\u0000\u001f\u007f\u00e9\u4e2d\uD83D\uDE00\u2028");
    assertThat(written())
        .isEqualTo(
            "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u007f\u00e9\u4e2d\uD83D\uDE00\u2028\"");
  }

  @Test
  void writesSingleSurrogatesAsEscapes() {
    out.string("a\ud83d").string("\ude00b").string("\ud83d\ud83d\ude00");
    assertThat(new String(out.toByteArray(), UTF_8))
        .isEqualTo("\"a\\ud83d\",\"\\ude00b\",\"\\ud83d\uD83D\uDE00\"");
  }

  @Test
  void buildsStringsOfPieces() {
    out.beginString()
        .piece(Json.parse("\"a\\n\\u00e9\""))
        .piece("-\"-")
        .escapedPiece(Json.parse("{\"k\": \"v\\n\"}"))
        .endString();
    assertThat(written()).isEqualTo("\"a\\n\\u00e9-\\\"-{\\\"k\\\": \\\"v\\\\n\\\"}\"");
    assertThatThrownBy(() -> out.piece(Json.TRUE)).isInstanceOf(JsonException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"a\":\"q\\\"uote \\\\ \\n \u4e2d \uD83D\uDE00 \\ud83d\\ude00\"}",
        "[1, 2,\t3]",
        "{\n  \"a\": 1\r\n}",
        "\"text\"",
        "null",
        "12345678901234567890"
      })
  void escapesAndUnescapesAnyValue(String text) {
    Json value = Json.parse(text);
    out.beginArray().escaped(value).endArray();
    Json string = elementOf(out.toJson());
    assertThat(string.text()).isEqualTo(text);

    JsonWriter back =
        new JsonWriter(1).beginArray().number(0).unescaped(string).number(1).endArray();
    assertThat(back.toJson()).isEqualTo(Json.parse("[0," + text + ",1]"));
  }

  private static Json elementOf(Json array) {
    JsonCursor cursor = array.cursor();
    cursor.enterArray();
    assertThat(cursor.nextElement()).isTrue();
    return cursor.value();
  }

  @Test
  void unescapesEveryWayToWriteIt() {
    out.unescaped(
        Json.parse("\"{\\u0022\\u0061\\u0022\\u003a\\t\\\"\\u005cn\\uD83D\\uDE00\\\"}\""));
    assertThat(written()).isEqualTo("{\"a\":\t\"\\n\uD83D\uDE00\"}");
  }

  @Test
  void unescapesOnceOnly() {
    out.unescaped(Json.parse("\"\\\"\\\\u0000\\\"\""));
    assertThat(written()).isEqualTo("\"\\u0000\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "{}{}", "{\"a\":\"b", "nope", "{\"a\":\"\n\"}", "\u0000"})
  void writesNothingWhenTheTextIsNoJson(String text) {
    out.beginArray().number(1);
    byte[] before = out.toByteArray();
    assertThatThrownBy(() -> out.unescaped(Json.string(text))).isInstanceOf(JsonException.class);
    assertThat(out.toByteArray()).isEqualTo(before);
  }

  @Test
  void leavesWhiteSpaceBehindTheTextAway() {
    out.beginArray()
        .unescaped(Json.string("{} \n"))
        .unescaped(Json.string("1\t"))
        .endArray();
    assertThat(written()).isEqualTo("[{},1]");
  }

  @Test
  void refusesTextOfAnotherKindThanWanted() {
    out.beginArray().unescaped(Json.string("{}"), Json.Kind.OBJECT);
    assertThatThrownBy(() -> out.unescaped(Json.string("[]"), Json.Kind.OBJECT))
        .isInstanceOf(JsonException.class);
    out.endArray();
    assertThat(written()).isEqualTo("[{}]");
  }

  @Test
  void givesItsBytesAwayWithoutLosingThem() {
    out.beginArray();
    ByteString first = out.endArray().toByteString();
    out.reset();
    out.string("something else");
    assertThat(first.toStringUtf8()).isEqualTo("[]");
    assertThat(written()).isEqualTo("\"something else\"");
  }

  @Test
  void reusesItsBytesOtherwise() {
    out.string("abc").reset();
    assertThat(out.size()).isZero();
    out.number(1);
    assertThat(written()).isEqualTo("1");
  }

  @Test
  void copiesALargeSliceOnceWhenToldTheSize() {
    Json image = Json.string("A".repeat(5_000_000));
    JsonWriter writer = new JsonWriter(image.length() + 100);
    ByteString bytes = writer.beginArray().value(image).number(1).endArray().toByteString();
    assertThat(bytes.size()).isEqualTo(image.length() + 4);
    // The array is still the one that was asked for: growing it would have been a second copy.
    assertThat(writer.capacity()).isEqualTo(image.length() + 100);
  }

  @Test
  void putsSpacesForLineBreaksBetweenTokens() {
    out.value(Json.parse("{\r\n\"a\": \"\\n\"\n}")).oneLine(0);
    assertThat(written()).isEqualTo("{  \"a\": \"\\n\" }");
  }
}
