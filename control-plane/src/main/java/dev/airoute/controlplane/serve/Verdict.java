package dev.airoute.controlplane.serve;

import java.util.Collection;
import java.util.List;

/** What a request said about an earlier response. */
sealed interface Verdict {
  Verdict NOTHING = new Nothing();
  Verdict ACCEPTED = new Accepted();

  /** It answered no response that is waiting for an answer. */
  record Nothing() implements Verdict {}

  record Accepted() implements Verdict {}

  /**
   * @param words the client's own, made fit for logs
   * @param conclusive these resources stay refused; otherwise each is tried again alone to find the guilty one
   */
  record Refused(List<String> resources, String words, boolean conclusive) implements Verdict {
    Refused(Collection<String> resources, String words, boolean conclusive) {
      this(List.copyOf(resources), words, conclusive);
    }
  }
}
