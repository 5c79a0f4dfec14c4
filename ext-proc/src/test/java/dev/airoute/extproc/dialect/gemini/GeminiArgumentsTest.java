package dev.airoute.extproc.dialect.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.airoute.extproc.Corner;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeminiArgumentsTest {
  private final GeminiArguments arguments = new GeminiArguments();

  private void add(String path, String value) {
    arguments.add(Json.parse("[{\"jsonPath\":\"" + path + "\"," + value.replace('\'', '"') + "}]"));
  }

  @Corner(24)
  @Test
  void putsEachPieceInItsPlace() {
    add("$.b[1].c", "'stringValue':'x','willContinue':true");
    add("$.b[1].c", "'stringValue':'\\u0079'");
    add("$.a", "'numberValue':12345678901234567890");
    add("$['odd name']", "'boolValue':true");
    add("$.__proto__.x", "'nullValue':'NULL_VALUE'");
    assertThat(arguments.object())
        .hasToString("{\"b\":[null,{\"c\":\"x\\u0079\"}],\"a\":12345678901234567890,"
            + "\"odd name\":true,\"__proto__\":{\"x\":null}}");
  }

  @Corner(14)
  @Test
  void areAnObjectWhereNoneCame() {
    assertThat(arguments.object()).isEqualTo(Json.EMPTY_OBJECT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "$a", "$[", "$[x]", "$['a", "$[-1]", "$[10000]", "$.a[0]x"})
  void refusesPlacesThatAreNone(String path) {
    assertThatExceptionOfType(JsonException.class).isThrownBy(() -> add(path, "'numberValue':1"));
  }
}
