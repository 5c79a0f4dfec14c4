package dev.airoute.extproc.dialect.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AWS's own description of the interface judges every request that is written. Skipped where it cannot be had. */
final class BedrockServiceTest {
  private static BedrockService service;

  @BeforeAll
  static void load() {
    service = BedrockService.load();
  }

  @TestFactory
  List<DynamicTest> takesWhatIsWrittenForEveryFamily() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : BedrockRequests.all()) {
      for (String model : BedrockRequests.FAMILIES) {
        tests.add(DynamicTest.dynamicTest(file.getFileName() + " for " + model, () -> {
          String body = BedrockRequests.written(file, model).body();
          assertThat(service.problems("ConverseRequest", body)).as(body).isEmpty();
        }));
      }
    }
    return tests;
  }

  @Test
  void everyModelNameIsOne() {
    BedrockRequests.FAMILIES.forEach(model ->
        assertThat(service.problems("ConversationalModelId", '"' + model + '"')).isEmpty());
  }

  /** A judge that finds nothing wrong proves nothing. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{\"messages\":[{\"role\":\"tool\",\"content\":[]}]}; role is none of",
        "{\"messages\":[{\"role\":\"user\"}]}; .messages[0].content is missing",
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"x\",\"cachePoint\":{\"type\":\"default\"}}]}]}; union of 2",
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"image\":{\"format\":\"tiff\",\"source\":{\"bytes\":\"eA==\"}}}]}]}; format is none of",
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"image\":{\"format\":\"png\",\"source\":{\"bytes\":\"\"}}}]}]}; bytes is below 1",
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"toolResult\":{\"toolUseId\":\"a b\",\"content\":[]}}]}]}; toolUseId does not match",
        "{\"system\":[{\"text\":\"\"}]}; text is below 1",
        "{\"inferenceConfig\":{\"maxTokens\":0}}; maxTokens is below 1",
        "{\"inferenceConfig\":{\"maxTokens\":1.5}}; maxTokens is no whole number",
        "{\"inferenceConfig\":{\"temperature\":1.1}}; temperature is above 1",
        "{\"inferenceConfig\":{\"topK\":1}}; topK is not known",
        "{\"toolConfig\":{\"tools\":[]}}; tools is below 1",
        "{\"toolConfig\":{\"tools\":[{\"toolSpec\":{\"name\":\"$x\",\"inputSchema\":{\"json\":{}}}}]}}; name does not match",
        "{\"requestMetadata\":{\"k\":\"ü\"}}; k does not match",
        "{\"outputConfig\":{\"textFormat\":{\"type\":\"json_schema\",\"structure\":{\"jsonSchema\":{\"schema\":{}}}}}}; schema is no string",
        "{\"modelId\":\"x\"}; modelId is not known",
      })
  void refusesWhatBedrockWouldRefuse(String body, String problem) {
    assertThat(service.problems("ConverseRequest", body))
        .singleElement()
        .asString()
        .contains(problem);
  }
}
