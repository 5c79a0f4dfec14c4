package dev.airoute.extproc.dialect.bedrock;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.bedrock.BedrockModel.Trait;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.model.Message;
import dev.airoute.extproc.model.Message.Role;
import dev.airoute.extproc.model.Part;
import dev.airoute.extproc.model.Part.ToolCall;
import dev.airoute.extproc.model.Part.ToolResult;
import java.util.ArrayList;
import java.util.List;

/**
 * A conversation in Bedrock's shape: one system prompt, then turns of user and assistant one after the other. Tool results open
 * the user's turn. What the model does not take is left away, or put where it takes it, and reported.
 */
record BedrockConversation(List<Part> system, List<Turn> turns) {
  private static final String MESSAGES = "messages[]";

  /** The shortest text that every model takes; white space they refuse. */
  private static final Part DOT = new Part.Text(Json.string("."), null);

  record Turn(Role role, List<Part> parts) {}

  static BedrockConversation of(List<Message> messages, BedrockModel model, Losses losses) {
    BedrockParts parts = new BedrockParts(model, losses);
    List<Part> system = new ArrayList<>();
    List<Turn> turns = new ArrayList<>();
    for (Message message : messages) {
      switch (message.role()) {
        case SYSTEM, DEVELOPER -> {
          List<Part> texts = parts.ofSystem(message.parts());
          if (!turns.isEmpty() && !texts.isEmpty()) {
            losses.approximated(MESSAGES, "a later system message was moved to the front");
          }
          system.addAll(texts);
        }
        case USER -> append(turns, Role.USER, parts.ofTurn(Role.USER, message.parts()));
        case ASSISTANT ->
          append(turns, Role.ASSISTANT, parts.ofTurn(Role.ASSISTANT, message.parts()));
      }
    }
    return new Finish(model, losses).of(system, turns);
  }

  /** The calls of the whole conversation. */
  List<ToolCall> calls() {
    return turns.stream()
        .flatMap(turn -> turn.parts().stream())
        .filter(ToolCall.class::isInstance)
        .map(ToolCall.class::cast)
        .toList();
  }

  /** Whether it holds anything for which Bedrock wants the tools. */
  boolean usesTools() {
    return turns.stream()
        .flatMap(turn -> turn.parts().stream())
        .anyMatch(part -> part instanceof ToolCall || part instanceof ToolResult);
  }

  private static void append(List<Turn> turns, Role role, List<Part> parts) {
    if (parts.isEmpty()) {
      return;
    }
    if (!turns.isEmpty() && turns.getLast().role() == role) {
      turns.getLast().parts().addAll(parts);
    } else {
      turns.add(new Turn(role, new ArrayList<>(parts)));
    }
  }

  /** What can be seen only when all turns are known. */
  private record Finish(BedrockModel model, Losses losses) {
    BedrockConversation of(List<Part> system, List<Turn> all) {
      List<Turn> turns = new ArrayList<>();
      all.forEach(turn -> append(turns, turn.role(), withoutBlanks(turn.parts())));
      if (turns.isEmpty() && !system.isEmpty()) {
        losses.approximated(MESSAGES, "without a user message, the system prompt is sent as one");
        return new BedrockConversation(List.of(), List.of(new Turn(Role.USER, system)));
      }
      List<Turn> finished = new ArrayList<>();
      if (!turns.isEmpty()
          && turns.getFirst().role() == Role.ASSISTANT
          && !model.takes(Trait.ASSISTANT_FIRST)) {
        losses.approximated(MESSAGES, "the model wants the user to begin: a dot was put in front");
        finished.add(new Turn(Role.USER, List.of(DOT)));
      }
      turns.forEach(turn -> {
        if (turn.role() == Role.USER) {
          asked(turn.parts(), finished);
        } else {
          finished.add(turn);
        }
      });
      return new BedrockConversation(system, finished);
    }

    /** Bedrock refuses texts of white space alone, but next to reasoning a turn must come back as it was. */
    private static List<Part> withoutBlanks(List<Part> parts) {
      boolean reasoned = parts.stream()
          .anyMatch(part -> part instanceof Part.Thinking || part instanceof Part.RedactedThinking);
      return reasoned
          ? parts
          : parts.stream()
              .filter(part -> !(part instanceof Part.Text said && said.text().isBlankString()))
              .toList();
    }

    private void asked(List<Part> parts, List<Turn> finished) {
      List<Part> results = new ArrayList<>();
      List<Part> beside = new ArrayList<>();
      parts.stream()
          .filter(ToolResult.class::isInstance)
          .forEach(part -> results.add(result((ToolResult) part, beside)));
      parts.stream().filter(part -> !(part instanceof ToolResult)).forEach(beside::add);
      List<Part> texted = withText(beside);
      if (results.isEmpty() || texted.stream().allMatch(this::standsBesideResults)) {
        results.addAll(texted);
        finished.add(new Turn(Role.USER, results));
        return;
      }
      losses.approximated(
          BedrockParts.CONTENT,
          "the model takes less beside tool results: a turn of one dot was put between");
      finished.add(new Turn(Role.USER, results));
      finished.add(new Turn(Role.ASSISTANT, List.of(DOT)));
      finished.add(new Turn(Role.USER, texted));
    }

    /** A result; its media go beside it where the model takes none within. */
    private Part result(ToolResult result, List<Part> beside) {
      if (model.takes(Trait.MEDIA_IN_RESULTS)
          || result.content().stream().allMatch(Part.Text.class::isInstance)) {
        return result;
      }
      losses.approximated(
          BedrockParts.CONTENT + ".tool_result", "the model takes its media beside it only");
      List<Part> texts = new ArrayList<>(
          result.content().stream().filter(Part.Text.class::isInstance).toList());
      result.content().stream().filter(part -> !(part instanceof Part.Text)).forEach(beside::add);
      if (texts.isEmpty()) {
        texts.add(new Part.Text(Json.string("What the tool gave follows."), null));
      }
      return new ToolResult(result.callId(), texts, result.error(), result.cache());
    }

    private boolean standsBesideResults(Part part) {
      return switch (part) {
        case Part.Text _ -> model.takes(Trait.TEXT_BESIDE_RESULTS);
        case Part.Image _ -> model.takes(Trait.IMAGES_BESIDE_RESULTS);
        case Part.Document _, Part.Audio _ -> model.takes(Trait.DOCUMENTS_BESIDE_RESULTS);
        case ToolCall _, ToolResult _, Part.Thinking _, Part.RedactedThinking _, Part.Refusal _ ->
          true;
      };
    }

    /** Bedrock refuses a document without a text in the same message. */
    private List<Part> withText(List<Part> parts) {
      boolean bare = parts.stream().anyMatch(Part.Document.class::isInstance)
          && parts.stream().noneMatch(Part.Text.class::isInstance);
      if (!bare) {
        return parts;
      }
      losses.approximated(
          BedrockParts.CONTENT + ".file", "Bedrock wants a text beside it: a dot was put there");
      List<Part> all = new ArrayList<>(parts);
      all.add(DOT);
      return all;
    }
  }
}
