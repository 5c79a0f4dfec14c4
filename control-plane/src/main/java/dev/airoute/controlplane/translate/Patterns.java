package dev.airoute.controlplane.translate;

import dev.airoute.controlplane.ir.ModelPattern;
import java.util.ArrayList;
import java.util.List;

/** Names of models as users write them. */
final class Patterns {
  private Patterns() {}

  static List<ModelPattern> read(List<String> written, String field, Findings findings) {
    List<ModelPattern> patterns = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      if (ModelPattern.isValid(written.get(i))) {
        patterns.add(new ModelPattern(written.get(i)));
      } else {
        findings.refuse(
            Reason.INVALID_VALUE,
            field + "[" + i + "]: the only wildcard is one * at the end of a name");
      }
    }
    return patterns;
  }
}
