package dev.airoute.controlplane.translate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came up while one object, or one rule, was translated. Used by one translation on one thread. */
final class Findings {
  private final List<String> refusals = new ArrayList<>();
  private final List<String> unresolved = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private @Nullable Reason refusalReason;
  private @Nullable Reason unresolvedReason;

  /** The object is out of service. */
  void refuse(Reason reason, String message) {
    refusalReason = refusalReason == null ? reason : refusalReason;
    refusals.add(message);
  }

  /** Something that the object refers to is missing. */
  void unresolved(Reason reason, String message) {
    unresolvedReason = unresolvedReason == null ? reason : unresolvedReason;
    unresolved.add(message);
  }

  /** The object is served, but not quite as its author may think. */
  void note(String message) {
    notes.add(message);
  }

  boolean accepted() {
    return refusalReason == null;
  }

  boolean resolved() {
    return unresolvedReason == null;
  }

  List<Condition> conditions() {
    return List.of(acceptance(), resolution());
  }

  Condition acceptance() {
    return refusalReason == null
        ? new Condition(ConditionType.ACCEPTED, true, Reason.ACCEPTED, joined(notes))
        : new Condition(ConditionType.ACCEPTED, false, refusalReason, joined(refusals));
  }

  Condition resolution() {
    return unresolvedReason == null
        ? new Condition(ConditionType.RESOLVED_REFS, true, Reason.RESOLVED_REFS, "")
        : new Condition(ConditionType.RESOLVED_REFS, false, unresolvedReason, joined(unresolved));
  }

  private static String joined(List<String> messages) {
    return String.join("; ", messages);
  }
}
