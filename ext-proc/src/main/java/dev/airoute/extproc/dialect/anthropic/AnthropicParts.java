package dev.airoute.extproc.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airoute.extproc.dialect.CallSignature;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.model.Message;
import dev.airoute.extproc.model.Message.Role;
import dev.airoute.extproc.model.Part;
import dev.airoute.extproc.model.Part.Media;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings the parts of a message into a form that Anthropic takes, and reports those for which there is none. */
final class AnthropicParts {
  private static final String CONTENT = "messages[].content[]";

  private final AnthropicHost host;
  private final Losses losses;

  AnthropicParts(AnthropicHost host, Losses losses) {
    this.host = host;
    this.losses = losses;
  }

  List<Part> ofSystem(List<Part> parts) {
    List<Part> texts = new ArrayList<>();
    for (Part part : parts) {
      if (!(part instanceof Part.Text said)) {
        losses.dropped(CONTENT, "Anthropic's system prompt is text");
      } else if (!said.text().isBlankString()) {
        texts.add(part);
      }
    }
    return texts;
  }

  List<Part> ofTurn(Message message) {
    return carried(message.parts(), message.role() == Role.ASSISTANT);
  }

  private List<Part> carried(List<Part> parts, boolean assistant) {
    List<Part> carried = new ArrayList<>(parts.size());
    for (Part part : parts) {
      Part taken = carried(part, assistant);
      if (taken != null) {
        carried.add(taken);
      }
    }
    return carried;
  }

  private @Nullable Part carried(Part part, boolean assistant) {
    return switch (part) {
      case Part.Text _ -> part;
      case Part.ToolCall _ -> assistant ? part : misplaced("tool_use");
      case Part.RedactedThinking(Json data) -> {
        if (CallSignature.namesItsMaker(data)) {
          yield drop("reasoning", "it is not encrypted by Anthropic");
        }
        yield assistant ? part : misplaced("redacted_thinking");
      }
      case Part.Image image -> assistant ? notSaid("image") : image(image);
      case Part.Document document -> assistant ? notSaid("document") : document(document);
      case Part.Audio _ -> drop("audio", "Anthropic takes no audio");
      case Part.ToolResult result -> assistant ? misplaced("tool_result") : result(result);
      case Part.Thinking thinking -> thinking(thinking, assistant);
      case Part.Refusal(Json text) -> {
        losses.approximated(CONTENT + ".refusal", "sent as text");
        yield new Part.Text(text, null);
      }
    };
  }

  private Part result(Part.ToolResult result) {
    List<Part> content = new ArrayList<>(result.content());
    if (content.removeIf(Part.ToolResult.class::isInstance)) {
      misplaced("tool_result");
    }
    return new Part.ToolResult(
        result.callId(), carried(content, false), result.error(), result.cache());
  }

  private @Nullable Part thinking(Part.Thinking thinking, boolean assistant) {
    if (thinking.signature() == null || CallSignature.namesItsMaker(thinking.signature())) {
      return drop("reasoning", "reasoning without a signature is not Anthropic's own");
    }
    return assistant ? thinking : misplaced("thinking");
  }

  private @Nullable Part misplaced(String kind) {
    return drop(kind, "Anthropic does not take it from this side");
  }

  private @Nullable Part notSaid(String kind) {
    return drop(kind, "Anthropic's assistant turns hold no media");
  }

  private @Nullable Part drop(String kind, String reason) {
    losses.dropped(CONTENT + "." + kind, reason);
    return null;
  }

  private @Nullable Part image(Part.Image image) {
    Json detail = image.detail();
    if (detail != null && !(detail.isString() && detail.text().equals("auto"))) {
      losses.dropped(CONTENT + ".image_url.detail", "Anthropic has no such choice");
    }
    return switch (image.media()) {
      case Media.Base64(String type, Json data) ->
        type.equals("image/jpg")
            ? new Part.Image(new Media.Base64("image/jpeg", data), null, image.cache())
            : image;
      case Media.Url _ -> host.fetches() ? image : notFetched("image");
      case Media.FileId _ -> foreignFile("image");
      case Media.PlainText _ -> drop("image", "an image cannot be plain text");
    };
  }

  private @Nullable Part document(Part.Document document) {
    return switch (document.media()) {
      case Media.PlainText _ -> document;
      case Media.Url _ -> host.fetches() ? document : notFetched("file");
      case Media.FileId _ -> foreignFile("file");
      case Media.Base64(String type, Json data) -> {
        if (type.equals("application/pdf")) {
          yield document;
        }
        if (type.startsWith("image/")) {
          yield new Part.Image(document.media(), null, document.cache());
        }
        yield isText(type)
            ? decoded(document, data)
            : drop("file", "Anthropic takes PDF and text, not " + type);
      }
    };
  }

  private static boolean isText(String type) {
    return type.startsWith("text/") || type.startsWith("application/json") || type.endsWith("xml");
  }

  private @Nullable Part decoded(Part.Document document, Json data) {
    try {
      String text = new String(Base64.getDecoder().decode(data.text()), UTF_8);
      return new Part.Document(
          new Media.PlainText(Json.string(text)), document.title(), document.cache());
    } catch (IllegalArgumentException _) {
      return drop("file", "its data is not base64");
    }
  }

  private @Nullable Part notFetched(String kind) {
    return drop(kind, "the provider fetches nothing from the web");
  }

  private @Nullable Part foreignFile(String kind) {
    return drop(kind, "a file id is known only to the provider that issued it");
  }
}
