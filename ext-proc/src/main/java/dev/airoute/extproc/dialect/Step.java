package dev.airoute.extproc.dialect;

import java.util.List;
import java.util.Map;

/** What may go towards the client after a piece of the provider's answer was read. */
public sealed interface Step {
  /** Nothing yet: headers stay held. */
  record Hold() implements Step {}

  /**
   * Headers and the first bytes. After this the client has seen something and no further attempt is possible, unless
   * {@code set} holds {@code x-airoute-fallback}.
   *
   * @param set headers to set, lower case; {@code content-length} is either here or in {@code remove}
   */
  record Commit(int status, Map<String, String> set, List<String> remove, byte[] body, boolean end)
      implements Step {}

  /** Bytes after the commit; may be empty. {@code end} may come before the provider's own end. */
  record Continue(byte[] body, boolean end) implements Step {}
}
