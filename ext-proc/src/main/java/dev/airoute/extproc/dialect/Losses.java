package dev.airoute.extproc.dialect;

import dev.airoute.extproc.model.Loss;
import dev.airoute.extproc.model.Loss.Fate;
import dev.airoute.extproc.model.Setting;
import dev.airoute.extproc.model.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Collects what a translation could not carry. One per attempt, one thread; a field is reported once. Clients choose field
 * names, so their number is bounded, beyond it only that there were more is kept; and so is their length.
 */
public final class Losses {
  private static final int MOST = 100;
  private static final int LONGEST_FIELD = 120;
  private static final int LONGEST_REASON = 500;

  private final List<Loss> all = new ArrayList<>();
  private final UnaryOperator<String> names;

  /** Fields are called as writers call them. */
  public Losses() {
    this(UnaryOperator.identity());
  }

  /** @param names what the client calls a field that writers know by the given name */
  public Losses(UnaryOperator<String> names) {
    this.names = names;
  }

  public void approximated(String field, String reason) {
    add(loss(field, Fate.APPROXIMATED, reason));
  }

  public void dropped(String field, String reason) {
    add(loss(field, Fate.DROPPED, reason));
  }

  /** Settings that a provider has no words for. @param vendor whose schema that is */
  public void unsaid(List<Setting> settings, String vendor) {
    settings.forEach(
        setting -> dropped(setting.field(), "the " + vendor + " dialect has no such field"));
  }

  /** A tool that is written as a function; says so if it is one of OpenAI's free-form ones. */
  public void freeForm(Tool tool) {
    if (tool.custom() != null) {
      approximated("tools[].custom", "it becomes a function of one text; a grammar is not kept");
    }
  }

  public List<Loss> all() {
    return List.copyOf(all);
  }

  /** Reasons are cut too: some of them name what the client said. */
  private Loss loss(String field, Fate fate, String reason) {
    return new Loss(cut(names.apply(field), LONGEST_FIELD), fate, cut(reason, LONGEST_REASON));
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = longest - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
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
