package dev.airoute.extproc.dialect;

import dev.airoute.extproc.model.Loss;
import dev.airoute.extproc.model.Loss.Fate;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects what a translation could not carry. One per attempt, one thread; a field is reported once. Clients choose field
 * names, so their number is bounded: beyond it only that there were more is kept.
 */
public final class Losses {
  private static final int MOST = 100;

  private final List<Loss> all = new ArrayList<>();

  public void approximated(String field, String reason) {
    add(new Loss(field, Fate.APPROXIMATED, reason));
  }

  public void dropped(String field, String reason) {
    add(new Loss(field, Fate.DROPPED, reason));
  }

  public List<Loss> all() {
    return List.copyOf(all);
  }

  private void add(Loss loss) {
    if (all.size() > MOST) {
      return;
    }
    for (Loss known : all) {
      if (known.field().equals(loss.field()) && known.fate() == loss.fate()) {
        return;
      }
    }
    all.add(all.size() == MOST ? new Loss("more", Fate.DROPPED, "there were more losses") : loss);
  }
}
