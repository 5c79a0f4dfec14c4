package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.dialect.CallSignature;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.model.Message;
import dev.airoute.extproc.model.Message.Role;
import dev.airoute.extproc.model.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A conversation in Gemini's shape: a system instruction, then turns of user and model one after the other. Results open
 * the user's turn, in the order of their calls, for that is what pairs them. What Gemini does not take is left away and
 * reported.
 *
 * @param names of the functions called, by the client's id of the call
 */
record GeminiConversation(List<Part> system, List<Turn> turns, Map<String, String> names) {
  private static final String CONTENT = "messages[].content[]";

  record Turn(Role role, List<Part> parts) {}

  static GeminiConversation of(List<Message> messages, Losses losses) {
    List<Part> system = new ArrayList<>();
    List<Turn> turns = new ArrayList<>();
    Map<String, String> names = new LinkedHashMap<>();
    for (Message message : messages) {
      List<Part> parts = taken(message.parts(), losses);
      switch (message.role()) {
        case SYSTEM, DEVELOPER -> {
          if (!turns.isEmpty() && !parts.isEmpty()) {
            losses.approximated("messages[]", "a later system message was moved to the front");
          }
          system.addAll(texts(parts, losses));
        }
        case USER -> append(turns, Role.USER, parts);
        case ASSISTANT -> {
          append(turns, Role.ASSISTANT, parts);
          calls(parts).forEach(call -> names.put(call.id(), GeminiCalls.fitName(call.name())));
        }
      }
    }
    List<Turn> ordered = ordered(turns, List.copyOf(names.keySet()));
    if (ordered.isEmpty() && !system.isEmpty()) {
      losses.approximated("messages[]", "without a user message, the system prompt is sent as one");
      return new GeminiConversation(List.of(), List.of(new Turn(Role.USER, system)), names);
    }
    return new GeminiConversation(system, ordered, names);
  }

  static List<Part.ToolCall> calls(List<Part> parts) {
    return parts.stream()
        .filter(Part.ToolCall.class::isInstance)
        .map(Part.ToolCall.class::cast)
        .toList();
  }

  private static List<Part> texts(List<Part> parts, Losses losses) {
    List<Part> texts = parts.stream().filter(Part.Text.class::isInstance).toList();
    if (texts.size() < parts.size()) {
      losses.dropped(CONTENT, "Gemini's system instruction is text");
    }
    return texts;
  }

  /** Reasoning is needed again for its signature only, so that all other is left away. */
  private static List<Part> taken(List<Part> parts, Losses losses) {
    return parts.stream().filter(part -> takes(part, losses)).toList();
  }

  private static boolean takes(Part part, Losses losses) {
    boolean foreign = part instanceof Part.RedactedThinking
        || part instanceof Part.Thinking thinking
            && (thinking.signature() == null || CallSignature.of(thinking.signature()) == null);
    if (part.cache() != null) {
      losses.approximated("cache_control", GeminiToolWriter.CACHES);
    }
    if (foreign) {
      losses.dropped(CONTENT + ".reasoning", "it is not Gemini's own");
    }
    return !foreign && !(part instanceof Part.Text said && said.text().isEmptyString());
  }

  private static void append(List<Turn> turns, Role role, List<Part> parts) {
    boolean says = parts.stream().anyMatch(part -> !(part instanceof Part.Thinking));
    if (!says) {
      return;
    }
    // Numbers of signed calls count within one answer, so that two of them must not become one.
    boolean joins = role == Role.USER && !turns.isEmpty() && turns.getLast().role() == role;
    if (joins) {
      turns.getLast().parts().addAll(parts);
    } else {
      turns.add(new Turn(role, new ArrayList<>(parts)));
    }
  }

  private static List<Turn> ordered(List<Turn> turns, List<String> calls) {
    Comparator<Part> byCall = Comparator.comparingInt(part ->
        part instanceof Part.ToolResult result ? calls.indexOf(result.callId()) : calls.size());
    return turns.stream()
        .map(turn -> new Turn(turn.role(), turn.parts().stream().sorted(byCall).toList()))
        .toList();
  }
}
