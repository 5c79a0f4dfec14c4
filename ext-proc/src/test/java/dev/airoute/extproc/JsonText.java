package dev.airoute.extproc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A text that is JSON or almost, and whether we accept it. */
public record JsonText(String name, boolean accepted, byte[] bytes) {
  private static final int DEEPEST = 256;

  /**
   * What the standard leaves open and we accept: numbers of any size (they are copied, not computed) and escaped single
   * surrogates. Refused are bytes that are not UTF-8, other encodings, byte-order marks, and nesting beyond 256.
   */
  private static final Set<String> OPEN_AND_ACCEPTED = Set.of(
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

  /** Ours. One character is one byte, so that what is no UTF-8 can be said too. */
  private static final List<String> ACCEPTED = List.of(
      "null",
      "-0.0E-0",
      "1e999999",
      "123456789012345678901234567890",
      "\"\"",
      "\"\\ud83d\"",
      "\"\\u0000\"",
      "\"\u00c3\u00a9\"",
      "[]",
      " [ 1 , \"a\" ] ",
      "{}",
      "{\"\":0}",
      "{\"a\":{\"b\":[{}]}}",
      "{\"a\":1,\"a\":2}",
      "{\"error\":null}",
      "{\"choices\":null,\"content\":null,\"candidates\":null,\"output\":null}",
      "{\"choices\":[[]],\"content\":[[]],\"candidates\":[[]],\"output\":[[]]}",
      "{\"type\":7,\"model\":[],\"messages\":{},\"input\":{},\"contents\":7,\"prompt\":{}}",
      "{\"__proto__\":{},\"usage\":\"many\",\"id\":-1}",
      "[".repeat(DEEPEST) + "]".repeat(DEEPEST));

  private static final List<String> REFUSED = List.of(
      "",
      " ",
      "nul",
      "NaN",
      "-Infinity",
      "+1",
      "01",
      "1.",
      "0x10",
      "\"a",
      "\"\\x41\"",
      "\"\\u12 4\"",
      "\"\t\"",
      "\"\u0000\"",
      "\"\u00ff\"",
      "\"\u00c3\"",
      "\"\u00ed\u00a0\u0080\"",
      "'a'",
      "[1,]",
      "[1]]",
      "[1",
      "{\"a\":1,}",
      "{\"a\"}",
      "{a:1}",
      "{\"a\":1}x",
      "{}{}",
      "{\"choices\":[{\"index\":0",
      "/**/1",
      "\u00ef\u00bb\u00bf{}",
      "[".repeat(DEEPEST + 1) + "]".repeat(DEEPEST + 1),
      "[".repeat(100_000),
      "{\"a\":".repeat(100_000));

  public static List<JsonText> own() {
    List<JsonText> texts = new ArrayList<>();
    ACCEPTED.forEach(text -> texts.add(of(text, true)));
    REFUSED.forEach(text -> texts.add(of(text, false)));
    return texts;
  }

  private static JsonText of(String text, boolean accepted) {
    String name = text.substring(0, Math.min(text.length(), 40));
    return new JsonText(name, accepted, text.getBytes(ISO_8859_1));
  }

  /** JSONTestSuite; skips the test where it does not lie beside the project. */
  public static List<JsonText> suite() {
    List<JsonText> texts = new ArrayList<>();
    for (Path file : SharedFiles.list("corpora/jsontestsuite/test_parsing")) {
      String name = file.getFileName().toString();
      boolean accepted = name.startsWith("y_") || OPEN_AND_ACCEPTED.contains(name);
      texts.add(new JsonText(name, accepted, SharedFiles.bytes(file)));
    }
    return texts;
  }

  @Override
  public String toString() {
    return name;
  }
}
