package dev.airoute.extproc.dialect;

import dev.airoute.config.v1.FallbackCondition;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.Loss;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The headers that the gateway sets and removes on an answer. */
final class ReplyHeaders {
  static final String FALLBACK = "x-airoute-fallback";
  static final String LOSSES = "x-airoute-losses";

  /** The gateway's mark on counts of tokens that nobody has counted. */
  static final String ESTIMATED = "x-airoute-estimated";

  /** A hop's mark on its own answer when the provider could not be reached. */
  static final String CONNECT_FAILURE = "x-airoute-connect-failure";

  private static final int LONGEST_LOSSES = 1024;
  private static final int LONGEST_FIELD = 80;

  /**
   * Never passed on: what the provider says of the gateway's own account, its cookies, and what another gateway behind it
   * says under our names.
   */
  private static final List<String> REMOVED = List.of(
      "content-encoding",
      "set-cookie",
      "openai-organization",
      "openai-project",
      "anthropic-organization-id",
      "x-airoute-cache",
      "x-airoute-broken",
      ESTIMATED,
      CONNECT_FAILURE,
      // An Envoy in front of the provider speaks to the one behind it in these: they would switch
      // retries off, or take the
      // whole provider out of service.
      "x-envoy-ratelimited",
      "x-envoy-overloaded",
      "x-envoy-degraded",
      "x-envoy-immediate-health-check-fail",
      "x-envoy-upstream-service-time");

  private final Attempt attempt;
  private final Losses losses;
  private final Outcome outcome;

  ReplyHeaders(Attempt attempt, Losses losses, Outcome outcome) {
    this.attempt = attempt;
    this.losses = losses;
    this.outcome = outcome;
  }

  /** A body that is complete. */
  Step.Commit whole(int status, String contentType, byte[] body) {
    return commit(status, contentType, body, true, null, null, false);
  }

  /** The beginning of a stream. */
  Step.Commit stream(byte[] first, boolean end) {
    return commit(200, attempt.call().form().contentType(), first, end, null, null, true);
  }

  /** An error. @param condition the condition met, if the rule falls back on it */
  Step.Commit error(
      int status, byte[] body, GatewayError error, @Nullable FallbackCondition condition) {
    return commit(status, "application/json", body, true, error.retryAfter(), condition, false);
  }

  private Step.Commit commit(
      int status,
      String contentType,
      byte[] body,
      boolean end,
      @Nullable String retryAfter,
      @Nullable FallbackCondition condition,
      boolean streams) {
    Map<String, String> set = new LinkedHashMap<>();
    List<String> remove = new ArrayList<>(REMOVED);
    set.put("content-type", contentType);
    if (streams) {
      set.put("cache-control", "no-cache");
      remove.add("content-length");
    } else {
      set.put("content-length", Integer.toString(body.length));
    }
    if (retryAfter != null) {
      set.put("retry-after", printable(retryAfter));
    }
    String served = outcome.servedModel();
    set.put("x-airoute-provider", attempt.provider().getProviderName());
    set.put("x-airoute-model", safe(served == null ? attempt.targetModel() : served));
    set.put("x-airoute-attempts", Integer.toString(attempt.number()));
    set.put("x-airoute-request-id", attempt.requestId());
    setOrRemove(LOSSES, losses(losses.all()), set, remove);
    setOrRemove(FALLBACK, condition == null ? "" : condition.name(), set, remove);
    return new Step.Commit(status, set, remove, body, end);
  }

  private static void setOrRemove(
      String name, String value, Map<String, String> set, List<String> remove) {
    if (value.isEmpty()) {
      remove.add(name);
    } else {
      set.put(name, value);
    }
  }

  /** {@code seed=dropped, stop=approximated}; cut at a bound, with the number of those left out. */
  static String losses(List<Loss> losses) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < losses.size(); i++) {
      Loss loss = losses.get(i);
      String field = safe(loss.field());
      String item = field.substring(0, Math.min(field.length(), LONGEST_FIELD))
          + "="
          + loss.fate().name().toLowerCase(Locale.ROOT);
      if (text.length() + item.length() > LONGEST_LOSSES) {
        return text.append(", +").append(losses.size() - i).toString();
      }
      text.append(text.isEmpty() ? "" : ", ").append(item);
    }
    return text.toString();
  }

  /** Names and words from outside may hold anything; an item of a list in a header may not. */
  private static String safe(String value) {
    return printable(value).replace(',', '?').replace('=', '?');
  }

  private static String printable(String value) {
    StringBuilder printable = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      printable.append(c >= ' ' && c < 0x7f ? c : '?');
    }
    return printable.toString();
  }
}
