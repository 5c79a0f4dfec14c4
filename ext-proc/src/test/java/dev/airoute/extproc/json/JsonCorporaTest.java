package dev.airoute.extproc.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.SharedFiles;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Corpora that lie beside the project; skipped where they do not. */
final class JsonCorporaTest {
  /**
   * What the standard leaves open and we accept: numbers of any size (they are copied, not computed) and escaped single
   * surrogates. Refused are bytes that are not UTF-8, other encodings, byte-order marks, and nesting beyond 256.
   */
  private static final Set<String> ACCEPTED = Set.of(
      "i_number_double_huge_neg_exp.json",
      "i_number_huge_exp.json",
      "i_number_neg_int_huge_exp.json",
      "i_number_pos_double_huge_exp.json",
      "i_number_real_neg_overflow.json",
      "i_number_real_pos_overflow.json",
      "i_number_real_underflow.json",
      "i_number_too_big_neg_int.json",
      "i_number_too_big_pos_int.json",
      "i_number_very_big_negative_int.json",
      "i_object_key_lone_2nd_surrogate.json",
      "i_string_1st_surrogate_but_2nd_missing.json",
      "i_string_1st_valid_surrogate_2nd_invalid.json",
      "i_string_incomplete_surrogate_and_escape_valid.json",
      "i_string_incomplete_surrogate_pair.json",
      "i_string_incomplete_surrogates_escape_valid.json",
      "i_string_invalid_lonely_surrogate.json",
      "i_string_invalid_surrogate.json",
      "i_string_inverted_surrogates_U+1D11E.json",
      "i_string_lone_second_surrogate.json");

  @Test
  void judgesTheJsonTestSuiteExactly() {
    Map<String, Boolean> verdicts = new TreeMap<>();
    Map<String, Boolean> expected = new TreeMap<>();
    for (Path file : SharedFiles.list("corpora/jsontestsuite/test_parsing")) {
      String name = file.getFileName().toString();
      verdicts.put(name, accepts(SharedFiles.bytes(file)));
      expected.put(name, name.startsWith("y_") || ACCEPTED.contains(name));
    }
    assertThat(verdicts).hasSizeGreaterThan(300).isEqualTo(expected);
  }

  private static boolean accepts(byte[] bytes) {
    try {
      Json.parse(bytes);
      return true;
    } catch (JsonException e) {
      return false;
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
