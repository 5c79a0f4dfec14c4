package dev.airoute.extproc.stream;

import static dev.airoute.extproc.stream.TestingServices.chat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.GoldenFile;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Both stages with the real translation between them: an OpenAI client, first at one provider, then at another. */
class HubTest {
  private static final Path GOLDEN = Path.of("src/test/resources/stream/hub");
  private static final String ANSWER = """
      event: message_start
      data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-x","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":11,"output_tokens":1}}}

      event: content_block_start
      data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hello"}}

      event: content_block_stop
      data: {"type":"content_block_stop","index":0}

      event: message_delta
      data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":4}}

      event: message_stop
      data: {"type":"message_stop"}

      """;

  private final TestingServices services = new TestingServices();

  @Test
  void fallsBackFromOneSchemaToAnotherBeforeTheClientSeesAnything() throws Exception {
    try (ScriptedEnvoy envoy =
        new ScriptedEnvoy(services.processor(HubTranslation::new, Runnable::run))) {
      String body =
          "{\"model\":\"free\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"seed\":7}";
      ScriptedEnvoy.Stream route = envoy.route();
      List<ProcessingResponse> said = new ArrayList<>();
      said.add(route.requestHeaders(chat("open.test")).next());
      String id = said.getFirst()
          .getRequestHeaders()
          .getResponse()
          .getHeaderMutation()
          .getSetHeaders(0)
          .getHeader()
          .getRawValue()
          .toStringUtf8();
      said.addAll(route.requestBody(body).all());

      ScriptedEnvoy.Stream first = envoy.translate("default/p@1");
      said.add(first.requestHeaders(hop(id, 1)).next());
      said.add(first.requestBody(body).next());
      first.responseHeaders(
          Map.of(":status", "429", "content-type", "application/json", "retry-after", "3"));
      first.responseBody(
          "{\"error\":{\"message\":\"slow down\",\"type\":\"rate_limit_error\"}}", true);
      said.addAll(first.all());

      ScriptedEnvoy.Stream second = envoy.translate("default/q@2");
      said.add(second.requestHeaders(hop(id, 2)).next());
      said.add(second.requestBody(body).next());
      second.responseHeaders(Map.of(":status", "200", "content-type", "text/event-stream"));
      int middle = ANSWER.indexOf("event: content_block_delta");
      second.responseBody(ANSWER.substring(0, middle), false);
      assertThat(second.silent()).as("no content, no headers").isTrue();
      second.responseBody(ANSWER.substring(middle), false).responseBody("", true);
      said.addAll(second.all());

      GoldenFile.check(GOLDEN.resolve("fallback.reply"), Transcript.of(said));
      List<AttemptRecord> attempts =
          Objects.requireNonNull(services.exchanges.settle(id)).attempts();
      assertThat(attempts)
          .extracting(AttemptRecord::provider)
          .containsExactly("default/p", "default/q");
      AttemptRecord.Result served = Objects.requireNonNull(attempts.get(1).result());
      assertThat(served.servedModel()).isEqualTo("claude-x");
      assertThat(Objects.requireNonNull(served.usage()).input()).isEqualTo(11);
      assertThat(served.usage().output()).isEqualTo(4);
    }
  }

  private static Map<String, String> hop(String id, int attempt) {
    return chat(
        "open.test",
        "x-airoute-request-id",
        id,
        "x-envoy-attempt-count",
        Integer.toString(attempt));
  }
}
