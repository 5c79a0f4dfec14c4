package dev.airoute.extproc.dialect.gemini;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells which result belongs to which call. Both may come without an id, and some clients take the function's name for
 * one: then the order decides. Ids that are made depend on the call's place only, so that they are the same in the next
 * request of the conversation. One instance per request.
 */
final class GeminiPairing {
  private record Call(String id, String written, String name) {}

  private final List<Call> open = new ArrayList<>();
  private final Set<String> used = new HashSet<>();
  private int count;

  /** The id of the next call. @param written empty when there is none */
  String called(String written, String name) {
    int number = count++;
    String id = written.isEmpty() || used.contains(written) ? "call_" + number : written;
    while (!used.add(id)) {
      id += "_";
    }
    open.add(new Call(id, written, name));
    return id;
  }

  /** The id of the call that a result answers; null when none is open. @param written empty when there is none */
  @Nullable
  String answered(String written, String name) {
    for (Call call : open) {
      if (!written.isEmpty() && (call.written.equals(written) || call.id.equals(written))) {
        return closed(call);
      }
    }
    for (Call call : open) {
      if (call.name.equals(name)) {
        return closed(call);
      }
    }
    return null;
  }

  private String closed(Call call) {
    open.remove(call);
    return call.id;
  }
}
