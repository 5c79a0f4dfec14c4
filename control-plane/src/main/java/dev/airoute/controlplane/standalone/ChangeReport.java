package dev.airoute.controlplane.standalone;

import dev.airoute.controlplane.publish.Publication;
import dev.airoute.controlplane.publish.Ref;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Says when a change is in service, and what of it is not because Envoy or the external processor refused it: the answer to
 * a person who has just saved a file. One thread.
 */
public final class ChangeReport {
  private final Consumer<String> lines;
  private String inService = "";

  /** @param lines where to say it */
  public ChangeReport(Consumer<String> lines) {
    this.lines = lines;
  }

  /** @param now how far the publication is; the first that is in service is the start, not a change */
  public void update(Publication now) {
    if (!now.programmed() || now.version().equals(inService)) {
      return;
    }
    List<String> exceptions = exceptions(now);
    String what = inService.isEmpty() ? "Everything is in service" : "The change is in service";
    if (!exceptions.isEmpty()) {
      lines.accept(what + " except: " + String.join("; ", exceptions));
    } else if (!inService.isEmpty()) {
      lines.accept(what + ".");
    }
    inService = now.version();
  }

  private static List<String> exceptions(Publication now) {
    Map<Ref, List<String>> reasons = new TreeMap<>();
    now.held().forEach(held -> reasons.put(held, new ArrayList<>()));
    now.rejections()
        .forEach(rejection -> reasons
            .computeIfAbsent(rejection.resource(), _ -> new ArrayList<>())
            .add(rejection.node() + " refuses it: " + oneLine(rejection.words())));
    return reasons.entrySet().stream()
        .map(entry -> entry.getKey() + " (" + reason(entry.getValue()) + ")")
        .toList();
  }

  private static String reason(List<String> refusals) {
    return refusals.isEmpty() ? "needs what is refused" : String.join(", ", refusals);
  }

  private static String oneLine(String words) {
    return words.strip().replaceAll("\\s+", " ");
  }
}
