package dev.airoute.extproc.dialect.openai;

import dev.airoute.extproc.dialect.ChatCodec;
import dev.airoute.extproc.dialect.EventReader;
import dev.airoute.extproc.dialect.EventWriter;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.Passage;
import dev.airoute.extproc.dialect.ReplyContext;
import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OpenAI's Chat Completions; requests are written in the variety of one vendor. */
public final class OpenAiCodec implements ChatCodec {
  private final OpenAiQuirks quirks;

  private OpenAiCodec(OpenAiQuirks quirks) {
    this.quirks = quirks;
  }

  /** @param type of the AIProvider that requests are written for, e.g. {@code Mistral} */
  public static OpenAiCodec of(String type) {
    return new OpenAiCodec(OpenAiQuirks.of(type));
  }

  /** Whether the vendor knows a top-level field of requests. */
  public boolean takes(String field) {
    return quirks.takes(field);
  }

  /** Whether the vendor has legacy completions for a model. */
  public boolean completes(String model) {
    return quirks.completes(model);
  }

  @Override
  public String path(String model, boolean stream) {
    return "/chat/completions";
  }

  @Override
  public List<String> ownHeaders() {
    return List.of("openai-beta");
  }

  @Override
  public ChatRequest readRequest(Json body, Losses losses) {
    try {
      return new OpenAiRequestReader(losses).read(body);
    } catch (JsonException e) {
      throw Field.refused("body", "The request cannot be read: " + e.getMessage());
    }
  }

  @Override
  public @Nullable Json echo(Json body) {
    return OpenAiFreeForm.echo(body.get("tools"));
  }

  @Override
  public void writeRequest(ChatRequest request, String model, JsonWriter out, Losses losses) {
    new OpenAiRequestWriter(quirks, out, losses).write(request, model);
  }

  @Override
  public Passage passage(Json body, String model, Losses losses) {
    try {
      return new OpenAiPassage(quirks, losses).of(body, model);
    } catch (JsonException e) {
      throw Field.refused("body", "The request cannot be read: " + e.getMessage());
    }
  }

  @Override
  public ChatResponse readResponse(Json body, Losses losses) {
    try {
      return new OpenAiResponseReader(losses).read(body);
    } catch (JsonException e) {
      throw new GatewayException(
          GatewayError.unusableAnswer("The provider's answer cannot be read: " + e.getMessage()));
    }
  }

  @Override
  public @Nullable ChatResponse outline(Json body) {
    return OpenAiResponseReader.outline(body);
  }

  @Override
  public void writeResponse(ChatResponse response, ReplyContext context, JsonWriter out) {
    new OpenAiResponseWriter(context, out).write(response);
  }

  @Override
  public EventReader eventReader(Losses losses) {
    return new OpenAiEventReader(losses);
  }

  @Override
  public EventWriter eventWriter(ReplyContext context) {
    return new OpenAiEventWriter(context);
  }

  @Override
  public boolean isContent(SseEvent frame) {
    return OpenAiContent.isIn(frame);
  }

  @Override
  public boolean isUsageOnly(SseEvent frame) {
    return OpenAiPassage.isUsageOnly(frame);
  }

  @Override
  public GatewayError readError(int status, Map<String, String> headers, byte[] body) {
    return OpenAiErrors.read(status, headers.getOrDefault("retry-after", ""), body);
  }

  @Override
  public void writeError(GatewayError error, String requestId, JsonWriter out) {
    OpenAiErrors.write(error, out);
  }
}
