package dev.airoute.extproc.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two parsers, one verdict and one meaning. */
final class JsonAgainstJacksonTest {
  private static final JsonMapper JACKSON = JsonMapper.builder()
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
      .build();

  @Test
  void everySliceMeansWhatJacksonReads() {
    for (int seed = 0; seed < 1_000; seed++) {
      String text = GeneratedJson.document(seed);
      Json value = Json.parse(text);
      assertThat(value.toString()).isEqualTo(text.strip());
      compare(value, JACKSON.readTree(text));
    }
  }

  private static void compare(Json value, JsonNode node) {
    assertThat(JACKSON.readTree(value.toByteArray())).isEqualTo(node);
    switch (value.kind()) {
      case OBJECT -> compareMembers(value.cursor(), node);
      case ARRAY -> compareElements(value.cursor(), node);
      case STRING -> {
        assertThat(value.text()).isEqualTo(node.stringValue());
        assertThat(value.unquoted()).isEqualTo(node.stringValue().getBytes(UTF_8));
        assertThat(Json.string(node.stringValue()).text()).isEqualTo(node.stringValue());
      }
      case NUMBER -> assertThat(value.asDouble()).isEqualTo(node.doubleValue());
      case TRUE, FALSE -> assertThat(value.asBoolean()).isEqualTo(node.booleanValue());
      case NULL -> assertThat(node.isNull()).isTrue();
    }
  }

  private static void compareMembers(JsonCursor cursor, JsonNode node) {
    int members = 0;
    cursor.enterObject();
    while (cursor.nextField()) {
      JsonNode member = node.get(cursor.name());
      assertThat(member).as(cursor.name()).isNotNull();
      assertThat(isAscii(cursor.name()) && !cursor.nameIs(cursor.name())).isFalse();
      compare(cursor.value(), member);
      members++;
    }
    cursor.end();
    assertThat(members).isEqualTo(node.size());
  }

  private static void compareElements(JsonCursor cursor, JsonNode node) {
    int elements = 0;
    cursor.enterArray();
    while (cursor.nextElement()) {
      compare(cursor.value(), node.get(elements++));
    }
    cursor.end();
    assertThat(elements).isEqualTo(node.size());
  }

  @Test
  void damagedAsciiGetsTheSameVerdict() {
    int accepted = 0;
    int refused = 0;
    for (int seed = 0; seed < 4_000; seed++) {
      byte[] bytes = damaged(
          withoutSurrogates(GeneratedJson.document(seed)).replaceAll("[^\\x00-\\x7f]", "x"), seed);
      boolean ours = accepts(bytes);
      assertThat(ours).as(() -> new String(bytes, UTF_8)).isEqualTo(jacksonAccepts(bytes));
      accepted += ours ? 1 : 0;
      refused += ours ? 0 : 1;
    }
    assertThat(accepted).isGreaterThan(500);
    assertThat(refused).isGreaterThan(500);
  }

  @Test
  void whatIsAcceptedJacksonAcceptsToo() {
    Random random = new Random(1);
    for (int seed = 0; seed < 4_000; seed++) {
      byte[] bytes = withoutSurrogates(GeneratedJson.document(seed)).getBytes(UTF_8);
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      if (accepts(bytes)) {
        assertThat(jacksonAccepts(bytes)).as(() -> new String(bytes, UTF_8)).isTrue();
      }
    }
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  /** Jackson refuses escaped single surrogates, which we let through; damage must not make any. */
  private static String withoutSurrogates(String text) {
    return text.replaceAll("\\\\u[dD].{3}", "\\\\u0041");
  }

  /** Changes, drops or adds one byte. */
  private static byte[] damaged(String text, long seed) {
    Random random = new Random(seed);
    StringBuilder damaged = new StringBuilder(text);
    int at = random.nextInt(text.length());
    String alphabet = "{}[]:,\"\\ \n\t0123456789.eE+-truefalsn\u0000\u0001\u001f/'x";
    char c = alphabet.charAt(random.nextInt(alphabet.length()));
    switch (random.nextInt(4)) {
      case 0 -> damaged.setCharAt(at, c);
      case 1 -> damaged.deleteCharAt(at);
      case 2 -> damaged.insert(at, c);
      default -> damaged.setLength(at);
    }
    return damaged.toString().getBytes(UTF_8);
  }

  private static boolean accepts(byte[] bytes) {
    try {
      Json.parse(bytes);
      return true;
    } catch (JsonException e) {
      return false;
    }
  }

  private static boolean jacksonAccepts(byte[] bytes) {
    try (JsonParser parser = JACKSON.createParser(bytes)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      parser.getString();
      return parser.nextToken() == null;
    } catch (JacksonException e) {
      return false;
    }
  }
}
