package dev.airoute.extproc.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.frame.SseWriter;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;
import dev.airoute.extproc.model.Usage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A provider's answer is refused, or becomes JSON, and a stream, for every client; an error is always one. */
final class FuzzAnswers {
  private static final List<Dialect> CLIENTS = EveryDialect.clients();
  private static final List<ProviderCodec> PROVIDERS = EveryDialect.codecs();
  private static final ReplyContext CONTEXT = new ReplyContext("r1", "model", 7, true);

  static void check(FuzzInput input) {
    ProviderCodec provider = input.one(PROVIDERS);
    ChatCodec client = EveryDialect.client(input.one(CLIENTS));
    int status = 200 + input.decision(256) * 2;
    byte[] bytes = input.payload();
    error(provider, client, status, bytes);
    ChatResponse response = Frugality.bounded(bytes.length, () -> read(provider, bytes));
    if (response != null) {
      consistent(response.usage());
      written(client, response);
      streamed(client, response);
      if (provider instanceof ChatCodec own) {
        Json again = written(own, own.readResponse(written(own, response), new Losses()));
        assertThat(written(own, own.readResponse(again, new Losses()))).isEqualTo(again);
      }
    }
  }

  private static void error(ProviderCodec provider, ChatCodec client, int status, byte[] bytes) {
    GatewayError error = provider.readError(status, Map.of("retry-after", "7"), bytes);
    assertThat(error.message()).isNotBlank();
    JsonWriter out = new JsonWriter();
    client.writeError(error, "r1", out);
    assertThat(Json.parse(out.toByteArray()).isObject()).isTrue();
  }

  private static @Nullable ChatResponse read(ProviderCodec codec, byte[] bytes) {
    try {
      Json body = Json.parse(bytes);
      codec.isError(body);
      codec.outline(body);
      return codec.readResponse(body, new Losses());
    } catch (GatewayException | JsonException _) {
      return null;
    }
  }

  static void consistent(Usage usage) {
    assertThat(usage.cacheRead() + usage.cacheWrite()).isBetween(0L, usage.input());
    assertThat(usage.audioInput()).isBetween(0L, usage.input());
    assertThat(usage.reasoning()).isBetween(0L, usage.output());
    assertThat(usage.audioOutput()).isBetween(0L, usage.output());
  }

  private static Json written(ChatCodec codec, ChatResponse response) {
    JsonWriter out = new JsonWriter();
    codec.writeResponse(response, CONTEXT, out);
    return Json.parse(out.toByteArray());
  }

  private static void streamed(ChatCodec codec, ChatResponse response) {
    SseWriter out = new SseWriter();
    EventWriter writer = codec.eventWriter(CONTEXT);
    AnswerEvents.of(response).forEach(event -> writer.write(event, out));
    assertThat(out.isEmpty()).isFalse();
  }

  private FuzzAnswers() {}
}
