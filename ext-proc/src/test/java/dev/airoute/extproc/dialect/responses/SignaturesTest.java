package dev.airoute.extproc.dialect.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.Corner;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignaturesTest {
  /** A provider may be a gateway like this one: what it has marked already is not marked again at every hop. */
  @Corner(36)
  @ParameterizedTest
  @ValueSource(strings = {"openai:rs_1:gAAA", "gemini:0:c2ln", "c2lnbmVk"})
  void readsWhatAnotherGatewayMarked(String signature) {
    Json item = new JsonWriter()
        .beginObject()
        .field("id", "rs_9")
        .field("encrypted_content", Signatures.shown(Json.string(signature)))
        .endObject()
        .toJson();
    assertThat(Signatures.of(item)).isEqualTo(Json.string(signature));
  }
}
