package dev.airoute.extproc.dialect;

import dev.airoute.config.v1.FallbackCondition;
import dev.airoute.extproc.model.GatewayError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which fallback conditions a failed attempt meets, the most telling one first. */
final class Verdict {
  /** @param inStream whether it happened inside a stream that began as a success */
  static List<FallbackCondition> of(GatewayError error, boolean inStream) {
    List<FallbackCondition> conditions = new ArrayList<>();
    switch (error.kind()) {
      // A provider whose account is empty is no more use than one that is full; another one is.
      case RATE_LIMITED, BILLING -> conditions.add(FallbackCondition.RATE_LIMITED);
      case CONTEXT_WINDOW_EXCEEDED -> {
        return List.of(FallbackCondition.CONTEXT_WINDOW_EXCEEDED);
      }
      case TIMEOUT -> conditions.add(FallbackCondition.TIMEOUT);
      case OVERLOADED, UNAVAILABLE -> conditions.add(FallbackCondition.OVERLOADED);
      case INTERNAL, BAD_GATEWAY -> {}
      // Somebody's mistake, the client's or the operator's: it would be the same elsewhere, or must
      // be seen.
      case INVALID_REQUEST,
          AUTHENTICATION,
          PERMISSION,
          NOT_FOUND,
          METHOD_NOT_ALLOWED,
          REQUEST_TOO_LARGE,
          UNSUPPORTED_MEDIA_TYPE -> {
        return List.of();
      }
    }
    if (inStream) {
      conditions.add(FallbackCondition.STREAM_ERROR);
    }
    if (error.status() >= 500) {
      conditions.add(FallbackCondition.SERVER_ERROR);
    }
    return conditions;
  }

  /** The condition to report: one that the rule falls back on if there is such. */
  static @Nullable FallbackCondition choose(
      List<FallbackCondition> met, Set<FallbackCondition> fallbackOn) {
    for (FallbackCondition condition : met) {
      if (fallbackOn.contains(condition)) {
        return condition;
      }
    }
    return met.isEmpty() ? null : met.getFirst();
  }

  private Verdict() {}
}
