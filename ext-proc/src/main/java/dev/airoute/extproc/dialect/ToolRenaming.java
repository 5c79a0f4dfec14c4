package dev.airoute.extproc.dialect;

import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.ChatEvent.Opening;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.Part;
import dev.airoute.extproc.model.Tool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives calls of tools the names that the client gave to the tools, where the provider was sent others. */
final class ToolRenaming {
  static final ToolRenaming NONE = new ToolRenaming(Map.of());

  private final Map<String, String> clients;

  private ToolRenaming(Map<String, String> clients) {
    this.clients = clients;
  }

  /** @param provider whose names are a function of the client's */
  static ToolRenaming of(List<Tool> tools, ProviderCodec provider) {
    Map<String, String> clients = new HashMap<>();
    for (Tool tool : tools) {
      String sent = provider.toolName(tool.name());
      if (!sent.equals(tool.name())) {
        clients.put(sent, tool.name());
      }
    }
    return clients.isEmpty() ? NONE : new ToolRenaming(clients);
  }

  ChatEvent undone(ChatEvent event) {
    return event instanceof ChatEvent.PartStarted(int choice, int part, Opening opening)
            && opening instanceof Opening.ToolCall(String id, String name)
            && clients.containsKey(name)
        ? new ChatEvent.PartStarted(choice, part, new Opening.ToolCall(id, undone(name)))
        : event;
  }

  ChatResponse undone(ChatResponse response) {
    return clients.isEmpty()
        ? response
        : new ChatResponse(
            response.id(),
            response.model(),
            response.created(),
            response.choices().stream().map(this::undone).toList(),
            response.usage());
  }

  private ChatResponse.Choice undone(ChatResponse.Choice choice) {
    return new ChatResponse.Choice(
        choice.index(),
        choice.parts().stream().map(this::undone).toList(),
        choice.finish(),
        choice.nativeFinish(),
        choice.stopSequence(),
        choice.logprobs());
  }

  private Part undone(Part part) {
    return part instanceof Part.ToolCall call
        ? new Part.ToolCall(call.id(), undone(call.name()), call.arguments(), call.cache())
        : part;
  }

  private String undone(String name) {
    return clients.getOrDefault(name, name);
  }
}
