package dev.airoute.extproc.dialect.bedrock;

import dev.airoute.extproc.dialect.CallSignature;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.bedrock.BedrockModel.Trait;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.model.Message.Role;
import dev.airoute.extproc.model.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings the parts of a message into a form that Bedrock and the model take, and reports those for which there is none. */
final class BedrockParts {
  static final String CONTENT = "messages[].content[]";

  private final BedrockModel model;
  private final BedrockMedia media;
  private final Losses losses;

  BedrockParts(BedrockModel model, Losses losses) {
    this.model = model;
    this.media = new BedrockMedia(model, losses);
    this.losses = losses;
  }

  List<Part> ofSystem(List<Part> parts) {
    List<Part> texts = new ArrayList<>();
    for (Part part : parts) {
      if (!(part instanceof Part.Text said)) {
        losses.dropped(CONTENT, "Bedrock's system prompt is text");
      } else if (!said.text().isBlankString()) {
        texts.add(part);
      }
    }
    return texts;
  }

  List<Part> ofTurn(Role role, List<Part> parts) {
    List<Part> carried = new ArrayList<>(parts.size());
    for (Part part : parts) {
      Part taken = role == Role.ASSISTANT ? said(part) : asked(part);
      if (taken != null) {
        carried.add(taken);
      }
    }
    return carried;
  }

  private @Nullable Part said(Part part) {
    return switch (part) {
      case Part.Text _, Part.ToolCall _ -> part;
      case Part.Refusal(Json text) -> {
        losses.approximated(CONTENT + ".refusal", "sent as text");
        yield new Part.Text(text, null);
      }
      case Part.Thinking(Json _, Json signature) -> {
        boolean own = signature != null
            && model.takes(Trait.CLAUDES_FIELDS)
            && !CallSignature.namesItsMaker(signature);
        yield own ? part : drop("reasoning", "it is not signed by the model's own maker");
      }
      case Part.RedactedThinking(Json data) ->
        BedrockReasoning.unmarked(data) == null
            ? drop("reasoning", "it is not encrypted by Bedrock")
            : part;
      case Part.Image _, Part.Document _, Part.Audio _ ->
        drop(name(part), "Bedrock's assistant turns hold no media");
      case Part.ToolResult _ -> drop("tool_result", "Bedrock does not take it from this side");
    };
  }

  private @Nullable Part asked(Part part) {
    return switch (part) {
      case Part.Text _ -> part;
      case Part.Image _, Part.Document _, Part.Audio _ -> media.taken(part);
      case Part.ToolResult result -> result(result);
      case Part.Refusal(Json text) -> new Part.Text(text, null);
      case Part.ToolCall _, Part.Thinking _, Part.RedactedThinking _ ->
        drop(name(part), "Bedrock does not take it from this side");
    };
  }

  private Part result(Part.ToolResult result) {
    List<Part> content = new ArrayList<>();
    for (Part part : result.content()) {
      Part taken = switch (part) {
        case Part.Text said -> said.text().isBlankString() ? null : said;
        case Part.Image _, Part.Document _ -> media.taken(part);
        case Part.Audio _,
            Part.Refusal _,
            Part.ToolCall _,
            Part.ToolResult _,
            Part.Thinking _,
            Part.RedactedThinking _ -> drop(name(part), "Bedrock's tool results do not hold it");
      };
      if (taken != null) {
        content.add(taken);
      }
    }
    if (result.error() && !model.takes(Trait.RESULT_STATUS)) {
      losses.dropped(CONTENT + ".is_error", "the model is not told whether a tool failed");
    }
    return new Part.ToolResult(result.callId(), content, result.error(), result.cache());
  }

  private static String name(Part part) {
    return switch (part) {
      case Part.Text _ -> "text";
      case Part.Image _ -> "image";
      case Part.Document _ -> "file";
      case Part.Audio _ -> "audio";
      case Part.ToolCall _ -> "tool_use";
      case Part.ToolResult _ -> "tool_result";
      case Part.Thinking _, Part.RedactedThinking _ -> "reasoning";
      case Part.Refusal _ -> "refusal";
    };
  }

  private @Nullable Part drop(String kind, String reason) {
    losses.dropped(CONTENT + "." + kind, reason);
    return null;
  }
}
