package dev.airoute.extproc.model;

import dev.airoute.extproc.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A source that a text names. At least one of {@code url}, {@code title} and {@code citedText} is there; all are JSON
 * strings.
 *
 * @param citedText what the source says
 * @param start where in the text the source counts, as an offset in UTF-16 units; -1: not said
 * @param end behind it; -1: not said
 */
public record Citation(
    @Nullable Json url, @Nullable Json title, @Nullable Json citedText, int start, int end) {
  public Citation {
    if (url == null && title == null && citedText == null) {
      throw new IllegalArgumentException("a citation of nothing");
    }
  }
}
