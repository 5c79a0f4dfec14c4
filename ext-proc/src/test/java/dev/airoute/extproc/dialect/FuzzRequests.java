package dev.airoute.extproc.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.GatewayException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client's request is refused, or becomes JSON for every provider; written in its own dialect it stays what it is. */
final class FuzzRequests {
  private static final List<Dialect> CLIENTS = EveryDialect.clients();
  private static final List<ProviderCodec> PROVIDERS = EveryDialect.asked();

  static void check(FuzzInput input) {
    Dialect client = input.one(CLIENTS);
    ProviderCodec provider = input.one(PROVIDERS);
    byte[] bytes = input.payload();
    Json body = json(bytes);
    if (body == null) {
      return;
    }
    ChatCodec codec = EveryDialect.client(client);
    ChatRequest request = Frugality.bounded(bytes.length, () -> read(codec, body));
    if (request == null) {
      return;
    }
    written(provider, request);
    codec.echo(body);
    stays(codec, request);
  }

  private static @Nullable Json json(byte[] bytes) {
    try {
      return Json.parse(bytes);
    } catch (JsonException _) {
      return null;
    }
  }

  private static @Nullable ChatRequest read(ChatCodec codec, Json body) {
    try {
      return codec.readRequest(body, new Losses());
    } catch (GatewayException | JsonException _) {
      return null;
    }
  }

  private static @Nullable Json written(ProviderCodec codec, ChatRequest request) {
    JsonWriter out = new JsonWriter();
    try {
      codec.writeRequest(request, "model", out, new Losses());
    } catch (GatewayException | JsonException _) {
      return null;
    }
    return Json.parse(out.toByteArray());
  }

  /** What does not survive the first writing is reported by it; the second loses nothing more. */
  private static void stays(ChatCodec codec, ChatRequest request) {
    Json first = written(codec, request);
    if (first == null) {
      return;
    }
    ChatRequest again = codec.readRequest(first, new Losses());
    assertThat(written(codec, again.asking(request.model(), request.stream()))).isEqualTo(first);
  }

  private FuzzRequests() {}
}
