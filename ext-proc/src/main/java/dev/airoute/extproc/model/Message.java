package dev.airoute.extproc.model;

import java.util.List;

/** One turn. Tool results are {@link Part.ToolResult} parts of a {@link Role#USER} message. */
public record Message(Role role, List<Part> parts) {
  public Message {
    parts = List.copyOf(parts);
  }

  /** Who speaks. */
  public enum Role {
    SYSTEM,
    /** OpenAI's successor of {@code system}; the same thing everywhere else. */
    DEVELOPER,
    USER,
    ASSISTANT
  }
}
