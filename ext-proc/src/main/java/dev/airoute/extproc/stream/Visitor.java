package dev.airoute.extproc.stream;

import dev.airoute.extproc.auth.Access;
import dev.airoute.extproc.auth.Authenticator;
import dev.airoute.extproc.auth.Caller;
import dev.airoute.extproc.config.CurrentSnapshot;
import dev.airoute.extproc.config.HostRules;
import dev.airoute.extproc.config.ResolvedRule;
import dev.airoute.extproc.config.Snapshot;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody whom the door let in, and the rules of the host that was asked for: all from one snapshot. */
record Visitor(Map<String, String> headers, HostRules rules, Caller caller) {
  /** Refuses whom no rule of the host could serve. */
  static Visitor admit(Map<String, String> headers, CurrentSnapshot snapshots) {
    Snapshot snapshot = snapshots.get();
    if (snapshot == null) {
      throw Refusals.notReady();
    }
    String host = headers.getOrDefault(":authority", "");
    HostRules rules = snapshot.host(host);
    if (rules.isEmpty()) {
      throw Refusals.noRoute(host);
    }
    Caller caller = Authenticator.identify(headers, snapshot);
    Access.admit(caller, rules);
    return new Visitor(headers, rules, caller);
  }

  /** The rule for a model; refuses what the visitor may not use. */
  ResolvedRule rule(String model) {
    Access.checkModel(caller, model);
    ResolvedRule rule = rules.match(model, headers);
    if (rule == null) {
      throw Refusals.unknownModel(model);
    }
    Access.checkRule(caller, rule);
    return rule;
  }

  boolean mayUse(String model) {
    ResolvedRule rule = rules.match(model, headers);
    return rule != null && Access.mayUse(caller, rule) && Access.mayUse(caller, model);
  }

  /** NAMESPACE/NAME, null when it is nobody in particular. */
  @Nullable
  String name() {
    return caller.consumer() == null ? null : caller.consumer().name();
  }
}
