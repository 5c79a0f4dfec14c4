package dev.airoute.extproc.dialect;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What becomes of a client's request in one attempt. */
public sealed interface Outbound {
  /**
   * It goes to the provider.
   *
   * @param path with query
   * @param set headers to set, lower case
   * @param remove headers to remove, lower case
   * @param body null: the client's bytes as they are
   */
  record Forward(
      String path,
      String authority,
      Map<String, String> set,
      List<String> remove,
      byte @Nullable [] body)
      implements Outbound {}

  /** The gateway answers by itself (type Echo). */
  record Answer(int status, Map<String, String> headers, byte[] body) implements Outbound {}
}
