package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.dialect.ChatCodec;
import dev.airoute.extproc.dialect.EventReader;
import dev.airoute.extproc.dialect.EventWriter;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.Passage;
import dev.airoute.extproc.dialect.ReplyContext;
import dev.airoute.extproc.dialect.TokenCounter;
import dev.airoute.extproc.frame.FrameReader;
import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Google's generateContent, of AI Studio and of Vertex AI. */
public final class GeminiCodec implements ChatCodec {
  private final boolean vertex;

  private GeminiCodec(boolean vertex) {
    this.vertex = vertex;
  }

  /** @param type of the AIProvider that requests are written for */
  public static GeminiCodec of(String type) {
    return new GeminiCodec(GeminiPath.isVertex(type));
  }

  @Override
  public String path(String model, boolean stream) {
    return GeminiPath.of(vertex, model, stream);
  }

  @Override
  public ChatRequest readRequest(Json body, Losses losses) {
    try {
      return new GeminiRequestReader(losses).read(body);
    } catch (JsonException e) {
      throw unreadable(e);
    }
  }

  private static GatewayException unreadable(JsonException why) {
    return Members.refused("body", "The request cannot be read: " + why.getMessage());
  }

  @Override
  public Json echo(Json body) {
    return GeminiEcho.of(body);
  }

  @Override
  public String field(String hub) {
    return GeminiFields.of(hub);
  }

  @Override
  public void writeRequest(ChatRequest request, String model, JsonWriter out, Losses losses) {
    try {
      new GeminiRequestWriter(GeminiModel.of(model, vertex), out, losses).write(request);
    } catch (JsonException e) {
      throw unreadable(e);
    }
  }

  @Override
  public Passage passage(Json body, String model, Losses losses) {
    try {
      return new Passage(new GeminiPassage(vertex).of(body), false, true, false);
    } catch (JsonException e) {
      throw unreadable(e);
    }
  }

  @Override
  public TokenCounter counter(String type, String model) {
    return new GeminiCounter(type);
  }

  @Override
  public ChatResponse readResponse(Json body, Losses losses) {
    try {
      return GeminiResponseReader.read(body, losses);
    } catch (JsonException e) {
      throw new GatewayException(unusable(e.getMessage()));
    }
  }

  static GatewayError unusable(@Nullable String why) {
    return GatewayError.unusableAnswer("The provider's answer cannot be used: " + why);
  }

  @Override
  public @Nullable ChatResponse outline(Json body) {
    return GeminiResponseReader.outline(body);
  }

  @Override
  public void writeResponse(ChatResponse response, ReplyContext context, JsonWriter out) {
    new GeminiResponseWriter(context, out).write(response);
  }

  @Override
  public boolean streamsAs(String contentType) {
    return contentType.startsWith("application/json");
  }

  @Override
  public FrameReader frames() {
    return new GeminiFrames();
  }

  @Override
  public boolean isContent(SseEvent frame) {
    return GeminiFrames.isContent(frame);
  }

  @Override
  public EventReader eventReader(Losses losses) {
    return new GeminiEventReader(losses);
  }

  @Override
  public EventWriter eventWriter(ReplyContext context) {
    return new GeminiEventWriter(context);
  }

  @Override
  public GatewayError readError(int status, Map<String, String> headers, byte[] body) {
    return GeminiErrors.read(status, headers.getOrDefault("retry-after", ""), body);
  }

  @Override
  public void writeError(GatewayError error, String requestId, JsonWriter out) {
    GeminiErrors.write(error, requestId, out);
  }
}
