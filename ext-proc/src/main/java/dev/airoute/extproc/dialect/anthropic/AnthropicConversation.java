package dev.airoute.extproc.dialect.anthropic;

import dev.airoute.extproc.dialect.CallSignature;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.model.Message;
import dev.airoute.extproc.model.Message.Role;
import dev.airoute.extproc.model.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * A conversation in Anthropic's shape: one system prompt, then turns of user and assistant one after the other. Tool results
 * open the user's turn. What Anthropic does not take is left away and reported.
 */
record AnthropicConversation(List<Part> system, List<Turn> turns) {
  record Turn(Role role, List<Part> parts) {}

  static AnthropicConversation of(List<Message> messages, AnthropicHost host, Losses losses) {
    AnthropicParts parts = new AnthropicParts(host, losses);
    List<Part> system = new ArrayList<>();
    List<Turn> turns = new ArrayList<>();
    for (Message message : messages) {
      switch (message.role()) {
        case SYSTEM, DEVELOPER -> {
          List<Part> texts = parts.ofSystem(message.parts());
          if (!turns.isEmpty() && !texts.isEmpty()) {
            losses.approximated("messages[]", "a later system message was moved to the front");
          }
          system.addAll(texts);
        }
        case USER -> append(turns, Role.USER, parts.ofTurn(message));
        case ASSISTANT -> append(turns, Role.ASSISTANT, parts.ofTurn(message));
      }
    }
    List<Turn> finished = finish(turns);
    if (finished.isEmpty() && !system.isEmpty()) {
      losses.approximated("messages[]", "without a user message, the system prompt is sent as one");
      return new AnthropicConversation(List.of(), List.of(new Turn(Role.USER, system)));
    }
    return new AnthropicConversation(system, finished);
  }

  /**
   * Whether the assistant's last turn, as it will be sent, calls a tool and does not begin with thinking. Anthropic refuses to
   * think by budget behind such a turn.
   */
  static boolean callsUnthought(List<Message> messages) {
    List<Part> last = new ArrayList<>();
    boolean open = false;
    for (Message message : messages) {
      switch (message.role()) {
        case SYSTEM, DEVELOPER -> {}
        case USER -> open &= message.parts().isEmpty();
        case ASSISTANT -> {
          if (!open) {
            last.clear();
          }
          message.parts().stream().filter(AnthropicConversation::stays).forEach(last::add);
          open = true;
        }
      }
    }
    return last.stream().anyMatch(Part.ToolCall.class::isInstance) && !isThinking(last.getFirst());
  }

  /** Whether an assistant's part is sent at all. */
  private static boolean stays(Part part) {
    return switch (part) {
      case Part.Thinking(Json _, Json signature) ->
        signature != null && !CallSignature.namesItsMaker(signature);
      case Part.Image _, Part.Document _, Part.Audio _ -> false;
      case Part.Text _,
          Part.ToolCall _,
          Part.ToolResult _,
          Part.RedactedThinking _,
          Part.Refusal _ -> true;
    };
  }

  private static boolean isThinking(Part part) {
    return part instanceof Part.Thinking || part instanceof Part.RedactedThinking;
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

  private static List<Turn> finish(List<Turn> turns) {
    List<Turn> finished = new ArrayList<>();
    for (Turn turn : turns) {
      append(finished, turn.role(), withoutBlanks(turn.parts()));
    }
    return finished.stream()
        .map(turn -> new Turn(turn.role(), resultsFirst(turn.parts())))
        .toList();
  }

  /** Anthropic refuses texts of white space alone, but next to thinking a turn must come back as it was. */
  private static List<Part> withoutBlanks(List<Part> parts) {
    if (parts.stream().anyMatch(AnthropicConversation::isThinking)) {
      return parts;
    }
    return parts.stream()
        .filter(part -> !(part instanceof Part.Text said && said.text().isBlankString()))
        .toList();
  }

  private static List<Part> resultsFirst(List<Part> parts) {
    List<Part> ordered = new ArrayList<>(parts.size());
    parts.stream().filter(Part.ToolResult.class::isInstance).forEach(ordered::add);
    parts.stream().filter(part -> !(part instanceof Part.ToolResult)).forEach(ordered::add);
    return ordered;
  }
}
