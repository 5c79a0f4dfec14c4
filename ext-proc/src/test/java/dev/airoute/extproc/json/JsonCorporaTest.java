package dev.airoute.extproc.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.JsonText;
import dev.airoute.extproc.SharedFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is JSON and what is not, in the cursor's judgement. */
final class JsonCorporaTest {
  @Test
  void judgesItsOwnCorpus() {
    judges(JsonText.own());
  }

  @Test
  void judgesTheJsonTestSuiteExactly() {
    List<JsonText> suite = JsonText.suite();
    assertThat(suite).hasSizeGreaterThan(300);
    judges(suite);
  }

  private static void judges(List<JsonText> texts) {
    Map<String, Boolean> expected = new TreeMap<>();
    Map<String, Boolean> whole = new TreeMap<>();
    Map<String, Boolean> entered = new TreeMap<>();
    for (JsonText text : texts) {
      expected.put(text.name(), text.accepted());
      whole.put(text.name(), accepts(() -> Json.parse(text.bytes())));
      entered.put(text.name(), accepts(() -> walk(text.bytes())));
    }
    assertThat(whole).isEqualTo(expected);
    assertThat(entered).isEqualTo(expected);
  }

  private static boolean accepts(Runnable reading) {
    try {
      reading.run();
      return true;
    } catch (JsonException e) {
      // Only an object that is entered cannot have a name twice.
      return String.valueOf(e.getMessage()).contains("occurs twice");
    }
  }

  /** Goes into everything instead of skipping it. */
  private static void walk(byte[] bytes) {
    JsonCursor cursor = new JsonCursor(bytes);
    walk(cursor);
    cursor.end();
  }

  private static void walk(JsonCursor cursor) {
    switch (cursor.kind()) {
      case OBJECT -> {
        cursor.enterObject();
        while (cursor.nextField()) {
          assertThat(cursor.name()).isNotNull();
          walk(cursor);
        }
      }
      case ARRAY -> {
        cursor.enterArray();
        while (cursor.nextElement()) {
          walk(cursor);
        }
      }
      case STRING -> assertThat(cursor.text()).isNotNull();
      case NUMBER, TRUE, FALSE, NULL -> cursor.skip();
    }
  }

  @Test
  void carriesNaughtyStringsUnchanged() {
    Path file = SharedFiles.list("corpora/naughty-strings").stream()
        .filter(path -> path.endsWith("blns.json"))
        .findFirst()
        .orElseThrow();
    byte[] bytes = SharedFiles.bytes(file);
    String[] strings = JsonMapper.shared().readValue(bytes, String[].class);
    JsonCursor cursor = new JsonCursor(bytes);
    cursor.enterArray();
    int read = 0;
    while (cursor.nextElement()) {
      Json string = cursor.value();
      String text = strings[read++];
      assertThat(string.text()).isEqualTo(text);
      assertThat(Json.string(text).text()).isEqualTo(text);
      Json nested = new JsonWriter().escaped(string).toJson();
      assertThat(new JsonWriter().unescaped(nested).toJson()).isEqualTo(string);
    }
    cursor.end();
    assertThat(read).isEqualTo(strings.length).isGreaterThan(400);
  }
}
