package dev.airoute.extproc.model;

import java.util.List;

/** Which tools the model may or must call. */
public sealed interface ToolChoice {
  record Auto() implements ToolChoice {}

  record None() implements ToolChoice {}

  /** At least one call, whichever tool. */
  record Required() implements ToolChoice {}

  record Named(String name) implements ToolChoice {}

  /** One of these; {@code required}: at least one call. */
  record Allowed(boolean required, List<String> names) implements ToolChoice {
    public Allowed {
      names = List.copyOf(names);
    }
  }
}
