package dev.airoute.controlplane.standalone;

import dev.airoute.controlplane.publish.Publication;
import java.util.function.Consumer;

/** Says when a change is in service: the answer to a person who has just saved a file. One thread. */
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
    if (!inService.isEmpty()) {
      lines.accept("The change is in service.");
    }
    inService = now.version();
  }
}
