package dev.airoute.extproc.dialect.bedrock;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.bedrock.BedrockModel.Trait;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.Part;
import dev.airoute.extproc.model.Part.Media;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes content blocks; each is an object of one member that names its kind. One instance per request. */
final class BedrockBlockWriter {
  /** Holds the arguments of a call that are no JSON object, for instance because a token cap cut them. */
  static final String INVALID_ARGUMENTS = "invalid_arguments";

  private final BedrockModel model;
  private final JsonWriter out;
  private final Losses losses;
  private final BedrockToolIds ids;
  private final BedrockDocumentNames names;

  BedrockBlockWriter(BedrockModel model, JsonWriter out, Losses losses) {
    this.model = model;
    this.out = out;
    this.losses = losses;
    this.ids = new BedrockToolIds(model);
    this.names = new BedrockDocumentNames(losses);
  }

  void array(List<Part> parts) {
    out.beginArray();
    for (Part part : parts) {
      block(part);
      cachePoint(cache(part), Trait.CACHE, model, out, losses);
    }
    out.endArray();
  }

  /** A marker behind a part of a result goes behind the result, within which there are none. */
  private static @Nullable Json cache(Part part) {
    if (part.cache() == null && part instanceof Part.ToolResult result) {
      return result.content().stream()
          .map(Part::cache)
          .filter(Objects::nonNull)
          .findFirst()
          .orElse(null);
    }
    return part.cache();
  }

  /** A marker is a block of its own. */
  static void cachePoint(
      @Nullable Json cache, Trait needed, BedrockModel model, JsonWriter out, Losses losses) {
    if (cache == null) {
      return;
    }
    if (!model.takes(needed)) {
      losses.dropped("cache_control", "the model caches no prompts here");
      return;
    }
    out.beginObject().name("cachePoint").beginObject().field("type", "default");
    if (Json.string("1h").equals(cache.get("ttl"))) {
      out.field("ttl", "1h");
    }
    out.endObject().endObject();
  }

  private void block(Part part) {
    out.beginObject();
    switch (part) {
      case Part.Text said -> out.field("text", said.text());
      case Part.Image image -> image(image);
      case Part.Document document -> document(document);
      case Part.Audio audio -> {
        out.name("audio")
            .beginObject()
            .field("format", format(BedrockFormats.audio(audio.format())));
        bytes(audio.data());
        out.endObject();
      }
      case Part.ToolCall call -> call(call);
      case Part.ToolResult result -> result(result);
      case Part.Thinking(Json text, Json signature) -> {
        out.name("reasoningContent").beginObject().name("reasoningText").beginObject();
        out.field("text", text).optional("signature", signature).endObject().endObject();
      }
      case Part.RedactedThinking(Json data) ->
        out.name("reasoningContent")
            .beginObject()
            .optional("redactedContent", BedrockReasoning.unmarked(data))
            .endObject();
      case Part.Refusal _ -> throw new IllegalStateException("a refusal must have become text");
    }
    out.endObject();
  }

  private void image(Part.Image image) {
    out.name("image").beginObject();
    out.field("format", format(BedrockFormats.image(type(image.media()))));
    source(image.media());
    out.endObject();
  }

  private void document(Part.Document document) {
    String format = format(BedrockFormats.document(type(document.media())));
    out.name("document").beginObject().field("format", format);
    out.field("name", names.name(document.title(), format));
    source(document.media());
    out.endObject();
  }

  private static String type(Media media) {
    return switch (media) {
      case Media.Base64(String type, Json _) -> type;
      case Media.Url(Json url) -> BedrockFormats.mediaType(url.text());
      case Media.PlainText _ -> "text/plain";
      case Media.FileId _ -> throw left(media);
    };
  }

  private static String format(@Nullable String format) {
    return Objects.requireNonNull(format, "a medium without a format must have been left away");
  }

  private void source(Media media) {
    switch (media) {
      case Media.Base64(String _, Json data) -> bytes(data);
      case Media.PlainText(Json text) ->
        bytes(Json.string(Base64.getEncoder().encodeToString(text.unquoted())));
      case Media.Url(Json url) ->
        out.name("source")
            .beginObject()
            .name("s3Location")
            .beginObject()
            .field("uri", url)
            .endObject()
            .endObject();
      case Media.FileId _ -> throw left(media);
    }
  }

  private void bytes(Json base64) {
    out.name("source").beginObject().field("bytes", base64).endObject();
  }

  private static IllegalStateException left(Media media) {
    return new IllegalStateException("must have been left away: " + media);
  }

  private void call(Part.ToolCall call) {
    out.name("toolUse").beginObject().field("toolUseId", ids.ofCall(call.id()));
    out.field("name", BedrockToolIds.name(call.name())).name("input");
    input(call.arguments());
    out.endObject();
  }

  /** Arguments as an object: none at all are an empty one, and what is no object is wrapped. */
  private void input(Json arguments) {
    if (arguments.isObject()) {
      out.value(arguments);
    } else if (!arguments.isString()) {
      wrapped(new JsonWriter().escaped(arguments).toJson());
    } else if (arguments.isBlankString()) {
      out.value(Json.EMPTY_OBJECT);
    } else {
      try {
        out.unescaped(arguments, Json.Kind.OBJECT);
      } catch (JsonException _) {
        wrapped(arguments);
      }
    }
  }

  private void wrapped(Json text) {
    out.beginObject().field(INVALID_ARGUMENTS, text).endObject();
  }

  private void result(Part.ToolResult result) {
    out.name("toolResult").beginObject().field("toolUseId", ids.ofResult(result.callId()));
    out.name("content").beginArray();
    for (Part part : result.content()) {
      if (part instanceof Part.Text said && !model.takes(Trait.TEXT_RESULTS)) {
        out.beginObject().name("json");
        object(said.text());
        out.endObject();
      } else {
        block(part);
      }
    }
    out.endArray();
    if (result.error() && model.takes(Trait.RESULT_STATUS)) {
      out.field("status", "error");
    }
    out.endObject();
  }

  /** The object that a text is, or one that holds it. */
  private void object(Json text) {
    try {
      out.unescaped(text, Json.Kind.OBJECT);
    } catch (JsonException _) {
      out.beginObject().field("result", text).endObject();
    }
  }
}
