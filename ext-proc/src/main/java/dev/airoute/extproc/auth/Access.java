package dev.airoute.extproc.auth;

import dev.airoute.extproc.config.HostRules;
import dev.airoute.extproc.config.KnownConsumer;
import dev.airoute.extproc.config.ResolvedRule;
import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;

/** What a caller may do. Every refusal is a {@link GatewayException}. */
public final class Access {
  private Access() {}

  /** Before the body is read: somebody unknown comes in only when a rule of the host is open to everybody. */
  public static void admit(Caller caller, HostRules rules) {
    if (caller.consumer() == null && !rules.anonymous()) {
      throw unauthenticated(caller);
    }
  }

  /** As soon as the model is known: the allow-list of the consumer. */
  public static void checkModel(Caller caller, String model) {
    KnownConsumer consumer = caller.consumer();
    if (consumer != null && !mayUse(caller, model)) {
      throw new GatewayException(new GatewayError(
          ErrorKind.PERMISSION,
          "This API key (" + consumer.name() + ") may not use the model '" + model + "'.",
          "model",
          "model_not_allowed",
          null,
          ErrorKind.PERMISSION.status()));
    }
  }

  /** The rule that was found: it may need to know who calls. */
  public static void checkRule(Caller caller, ResolvedRule rule) {
    if (!mayUse(caller, rule)) {
      throw unauthenticated(caller);
    }
  }

  /** Whether the rule is open to this caller. */
  public static boolean mayUse(Caller caller, ResolvedRule rule) {
    return rule.anonymous() || caller.consumer() != null;
  }

  /** Whether the allow-list lets this model through; whoever has none may ask for any. */
  public static boolean mayUse(Caller caller, String model) {
    KnownConsumer consumer = caller.consumer();
    return consumer == null || consumer.mayUse(model);
  }

  private static GatewayException unauthenticated(Caller caller) {
    return switch (caller) {
      case Caller.NoKey() ->
        unauthenticated(
            "No API key was sent. Send it as 'Authorization: Bearer KEY' or 'x-api-key: KEY'.",
            "missing_api_key");
      case Caller.UnknownKey() ->
        unauthenticated("The API key is not known to this gateway.", "invalid_api_key");
      case Caller.Known _ ->
        throw new IllegalStateException("a known caller is never asked for a key");
    };
  }

  private static GatewayException unauthenticated(String message, String code) {
    return new GatewayException(GatewayError.of(ErrorKind.AUTHENTICATION, message, code));
  }
}
