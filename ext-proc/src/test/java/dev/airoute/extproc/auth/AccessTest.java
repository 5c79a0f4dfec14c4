package dev.airoute.extproc.auth;

import static dev.airoute.config.v1.Access.CONSUMERS;
import static dev.airoute.extproc.config.TestingResources.consumer;
import static dev.airoute.extproc.config.TestingResources.rule;
import static dev.airoute.extproc.config.TestingResources.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.airoute.extproc.config.HostRules;
import dev.airoute.extproc.config.ResolvedRule;
import dev.airoute.extproc.config.Snapshot;
import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AccessTest {
  private static final Snapshot SNAPSHOT = snapshot(List.of(
      rule("open", "free").addHostnames("mixed.test").build(),
      rule("mixed", "paid").addHostnames("mixed.test").setAccess(CONSUMERS).build(),
      rule("closed", "paid").addHostnames("closed.test").setAccess(CONSUMERS).build(),
      consumer("default/bob", "key-b", "paid")));
  private static final Caller STRANGER = new Caller.NoKey();
  private static final Caller WRONG = new Caller.UnknownKey();
  private static final Caller BOB = Authenticator.identify(Map.of("x-api-key", "key-b"), SNAPSHOT);

  @Test
  void admitsNobodyUnknownWhereEveryRuleNeedsAKey() {
    HostRules closed = SNAPSHOT.host("closed.test");

    assertRefused(
        () -> Access.admit(STRANGER, closed), ErrorKind.AUTHENTICATION, "No API key was sent");
    assertRefused(() -> Access.admit(WRONG, closed), ErrorKind.AUTHENTICATION, "not known");
    assertThatCode(() -> Access.admit(BOB, closed)).doesNotThrowAnyException();
  }

  @Test
  void letsTheRuleDecideWhereOneIsOpen() {
    HostRules mixed = SNAPSHOT.host("mixed.test");
    Access.admit(STRANGER, mixed);
    Access.admit(WRONG, mixed);

    Access.checkRule(WRONG, found(mixed, "free"));
    assertRefused(
        () -> Access.checkRule(STRANGER, found(mixed, "paid")),
        ErrorKind.AUTHENTICATION,
        "No API key was sent");
    Access.checkRule(BOB, found(mixed, "paid"));
  }

  @Test
  void holdsConsumersToTheirAllowList() {
    Access.checkModel(BOB, "paid");
    Access.checkModel(STRANGER, "anything");

    assertRefused(
        () -> Access.checkModel(BOB, "free"), ErrorKind.PERMISSION, "may not use the model 'free'");
  }

  private static ResolvedRule found(HostRules rules, String model) {
    return Objects.requireNonNull(rules.match(model, Map.of()));
  }

  private static void assertRefused(ThrowingCallable call, ErrorKind kind, String words) {
    assertThatThrownBy(call).isInstanceOfSatisfying(GatewayException.class, refusal -> {
      GatewayError error = refusal.error();
      assertThat(error.kind()).isEqualTo(kind);
      assertThat(error.message()).contains(words);
    });
  }
}
