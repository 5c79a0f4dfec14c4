package dev.airoute.controlplane.publish;

import dev.airoute.controlplane.xds.TypeUrls;

/**
 * How far a publication is. The external processor is the only one who chooses, so whatever it may choose must be in
 * Envoy before, and removal runs the other way round.
 */
public enum Stage {
  /** New and changed clusters, endpoints, secrets, hop listeners; consumers, the new ones before others go. */
  ADDITIONS,
  /** Listeners for clients, routes; old routes are kept. */
  ROUTES,
  /** The external processor's providers; old providers are kept. */
  PROVIDERS,
  /** The external processor's rules, exactly as wanted. From here on traffic follows the target. */
  RULES,
  /** What nothing uses any more goes when the exchanges that use it have had time to end. */
  REMOVALS,
  /** What is served is exactly the target. */
  DONE;

  private static final String HOP = "hop/";

  /** The stage at which a new or changed resource goes out. */
  static Stage ofAddition(String typeUrl, String name) {
    return switch (typeUrl) {
      case TypeUrls.RULE -> RULES;
      case TypeUrls.PROVIDER -> PROVIDERS;
      case TypeUrls.ROUTE_CONFIGURATION -> ROUTES;
      case TypeUrls.LISTENER -> name.startsWith(HOP) ? ADDITIONS : ROUTES;
      // Consumers too: a withdrawn key must not wait for Envoy, nor the key of a renamed consumer
      // for
      // its new name.
      default -> ADDITIONS;
    };
  }

  /** True when a resource of this type that is not wanted any more goes without a period of grace. */
  boolean drops(String typeUrl) {
    return switch (typeUrl) {
      case TypeUrls.RULE -> compareTo(RULES) >= 0;
      case TypeUrls.CONSUMER -> true;
      default -> false;
    };
  }

  /** True when this stage waits until the type is acknowledged. */
  boolean awaits(String typeUrl) {
    return switch (this) {
      case ADDITIONS -> !isOurs(typeUrl) && !typeUrl.equals(TypeUrls.ROUTE_CONFIGURATION);
      case ROUTES ->
        typeUrl.equals(TypeUrls.LISTENER) || typeUrl.equals(TypeUrls.ROUTE_CONFIGURATION);
      case PROVIDERS -> typeUrl.equals(TypeUrls.PROVIDER) || typeUrl.equals(TypeUrls.CONSUMER);
      case RULES -> typeUrl.equals(TypeUrls.RULE);
      case REMOVALS, DONE -> true;
    };
  }

  private static boolean isOurs(String typeUrl) {
    return typeUrl.equals(TypeUrls.RULE)
        || typeUrl.equals(TypeUrls.PROVIDER)
        || typeUrl.equals(TypeUrls.CONSUMER);
  }

  Stage next() {
    return values()[Math.min(ordinal() + 1, DONE.ordinal())];
  }
}
