package dev.airoute.extproc.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.airoute.extproc.json.Json.Kind;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonCursorTest {
  private static JsonCursor cursor(String text) {
    return new JsonCursor(text.getBytes(UTF_8));
  }

  private static void readAll(JsonCursor cursor) {
    cursor.enterObject();
    while (cursor.nextField()) {
      cursor.skip();
    }
    cursor.end();
  }

  @Test
  void readsFieldsInOrderAndSkipsWhatIsNotTaken() {
    JsonCursor cursor =
        cursor(" {\"a\": [1, {\"x\":\"\\u00e9\"}] , \"model\":\"m\\n\",\"s\":true} ");
    cursor.enterObject();
    assertThat(cursor.nextField()).isTrue();
    assertThat(cursor.name()).isEqualTo("a");
    assertThat(cursor.nextField()).isTrue();
    assertThat(cursor.nameIs("model")).isTrue();
    assertThat(cursor.text()).isEqualTo("m\n");
    assertThat(cursor.nextField()).isTrue();
    assertThat(cursor.value()).isEqualTo(Json.TRUE);
    assertThat(cursor.nextField()).isFalse();
    cursor.end();
  }

  @Test
  void entersNestedValues() {
    JsonCursor cursor = cursor("[{\"a\":[1,[2],{\"b\":3}]},[],{},4]");
    List<String> seen = new ArrayList<>();
    cursor.enterArray();
    while (cursor.nextElement()) {
      if (cursor.kind() == Kind.OBJECT) {
        cursor.enterObject();
        while (cursor.nextField()) {
          seen.add(cursor.name());
          cursor.enterArray();
          while (cursor.nextElement()) {
            seen.add(cursor.value().toString());
          }
        }
      } else {
        seen.add(cursor.value().toString());
      }
    }
    cursor.end();
    assertThat(seen).containsExactly("a", "1", "[2]", "{\"b\":3}", "[]", "4");
  }

  @Test
  void slicesHaveNoWhiteSpaceAroundThem() {
    JsonCursor cursor = cursor("\n{ \"a\" :\t[ 1 , 2 ] \r\n, \"b\" : -1.5e3 } ");
    cursor.enterObject();
    cursor.nextField();
    assertThat(cursor.value().toString()).isEqualTo("[ 1 , 2 ]");
    cursor.nextField();
    Json number = cursor.value();
    assertThat(number.toString()).isEqualTo("-1.5e3");
    assertThat(number.length()).isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"model\":1,\"model\":2}",
        "{\"model\":1,\"x\":{},\"mod\\u0065l\":2}",
        "{\"\\u006dodel\":1,\"model\":2}",
        "{\"\\/\":1,\"/\":2}",
        "{\"\":1,\"\":2}",
      })
  void refusesANameThatOccursTwice(String text) {
    assertThatThrownBy(() -> readAll(cursor(text)))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("occurs twice");
  }

  @Test
  void refusesADuplicateAmongManyNames() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < 50_000; i++) {
      text.append("\"n").append(i).append("\":0,");
    }
    readAll(cursor(text + "\"last\":0}"));
    assertThatThrownBy(() -> readAll(cursor(text + "\"n\\u0037\":0}")))
        .hasMessageContaining("the name \"n7\" occurs twice");
  }

  @Test
  void keepsDuplicatesOfAnObjectThatIsOnlySkipped() {
    Json value = Json.parse("{\"schema\":{\"a\":1,\"a\":2}}");
    readAll(value.cursor());
    assertThat(value.get("schema")).hasToString("{\"a\":1,\"a\":2}");
  }

  @Test
  void namesOfSiblingsAndOfInnerObjectsMayBeEqual() {
    JsonCursor cursor = cursor("[{\"a\":{\"a\":1},\"b\":{\"a\":2}},{\"a\":3}]");
    cursor.enterArray();
    int objects = 0;
    while (cursor.nextElement()) {
      cursor.enterObject();
      while (cursor.nextField()) {
        if (cursor.kind() == Kind.OBJECT) {
          cursor.enterObject();
          assertThat(cursor.nextField()).isTrue();
          assertThat(cursor.nextField()).isFalse();
        }
        objects++;
      }
    }
    cursor.end();
    assertThat(objects).isEqualTo(3);
  }

  @Test
  void stillKnowsTheOuterNamesAfterAnInnerObject() {
    JsonCursor cursor = cursor("{\"a\":{\"b\":1},\"a\":2}");
    cursor.enterObject();
    cursor.nextField();
    cursor.enterObject();
    cursor.nextField();
    cursor.nextField();
    assertThatThrownBy(cursor::nextField).hasMessageContaining("occurs twice");
  }

  @Test
  void comparesNamesAfterUnescaping() {
    JsonCursor cursor = cursor("{\"\\u006d\\u006Fdel\":1,\"modelx\":2,\"mode\":3}");
    cursor.enterObject();
    cursor.nextField();
    assertThat(cursor.nameIs("model")).isTrue();
    assertThat(cursor.name()).isEqualTo("model");
    cursor.nextField();
    assertThat(cursor.nameIs("model")).isFalse();
    cursor.nextField();
    assertThat(cursor.nameIs("model")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,}",
        "{\"a\":1 \"b\":2}",
        "{,}",
        "{\"a\":1",
        "{\"a\":",
        "{\"a\"",
        "{\"a\":1]",
        "{\"a\":1}}",
        "{\"a\":1} x",
        "{\"a\":1,,\"b\":2}",
      })
  void refusesBadObjectsAlsoWhenEntered(String text) {
    assertThatThrownBy(() -> readAll(cursor(text))).isInstanceOf(JsonException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1,]", "[1 2]", "[,]", "[1", "[", "[1}", "[1]]", "[1,,2]"})
  void refusesBadArraysAlsoWhenEntered(String text) {
    assertThatThrownBy(() -> {
          JsonCursor cursor = cursor(text);
          cursor.enterArray();
          while (cursor.nextElement()) {
            cursor.skip();
          }
          cursor.end();
        })
        .isInstanceOf(JsonException.class);
  }

  @Test
  void refusesAnotherKindThanExpected() {
    assertThatThrownBy(() -> cursor("[1]").enterObject())
        .hasMessage("expected OBJECT, found ARRAY at offset 0");
    assertThatThrownBy(() -> cursor("\"a\"").enterArray())
        .hasMessage("expected ARRAY, found STRING at offset 0");
    assertThatThrownBy(() -> cursor("5").text())
        .hasMessage("expected STRING, found NUMBER at offset 0");
    assertThatThrownBy(() -> cursor("").kind()).isInstanceOf(JsonException.class);
  }

  @Test
  void entersNoDeeperThanTheLimit() {
    JsonCursor cursor = cursor("[".repeat(300));
    for (int i = 0; i < 256; i++) {
      cursor.enterArray();
      assertThat(cursor.nextElement()).isTrue();
    }
    assertThatThrownBy(cursor::enterArray).hasMessageContaining("nested deeper than 256");
  }

  @Test
  void tellsMisuseFromBadInput() {
    JsonCursor cursor = cursor("[1]");
    assertThatThrownBy(cursor::nextField).isInstanceOf(IllegalStateException.class);
    cursor.enterArray();
    assertThatThrownBy(cursor::value).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(cursor::nextField).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(cursor::end).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void readsAWindowOfALargerArray() {
    byte[] bytes = "xx{\"a\":\"b\"}yy".getBytes(UTF_8);
    assertThat(Json.parse(bytes, 2, 11).get("a")).isEqualTo(Json.string("b"));
    assertThatThrownBy(() -> Json.parse(bytes, 2, 10)).isInstanceOf(JsonException.class);
    assertThatThrownBy(() -> Json.parse(bytes, 2, 12)).isInstanceOf(JsonException.class);
    assertThatThrownBy(() -> Json.parse("\"\\u00e9\"".getBytes(UTF_8), 0, 6))
        .isInstanceOf(JsonException.class);
  }

  @Test
  void allocatesNothingForWhatItSkips() {
    String element = "{\"text\":\"some \\n \u00e9 text\",\"n\":[1,2.5e3,true,null,{}]},";
    byte[] bytes = ("{\"a\":[" + element.repeat(20_000) + "0],\"b\":1}").getBytes(UTF_8);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    readAll(new JsonCursor(bytes));
    long before = threads.getCurrentThreadAllocatedBytes();
    readAll(new JsonCursor(bytes));
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(4096);
  }
}
