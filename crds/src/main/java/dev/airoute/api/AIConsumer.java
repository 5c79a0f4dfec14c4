package dev.airoute.api;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who may call, and how much. */
public record AIConsumer(ObjectMeta metadata, Spec spec) implements Resource {
  @Override
  public Kind kind() {
    return Kind.AI_CONSUMER;
  }

  /**
   * What the object says.
   *
   * @param jwt an alternative identity
   * @param models allow-list in the form of a rule's models; empty: all
   */
  public record Spec(
      List<ApiKey> apiKeys,
      @Nullable Jwt jwt,
      List<String> models,
      List<Limit> limits,
      List<Budget> budgets) {
    public Spec {
      apiKeys = Absent.orEmpty(apiKeys);
      models = Absent.orEmpty(models);
      limits = Absent.orEmpty(limits);
      budgets = Absent.orEmpty(budgets);
    }
  }

  /**
   * Exactly one of a plain key in a Secret and the digest itself.
   *
   * @param sha256 64 hexadecimal digits
   */
  public record ApiKey(
      @Nullable SecretKeyRef secretRef, @Nullable String sha256) {}

  public record Jwt(String issuer, String subject) {}

  /** Exactly one of {@code requests} and {@code tokens}. */
  public record Limit(@Nullable Long requests, @Nullable Long tokens, LimitPeriod per) {}

  /**
   * How much may be spent.
   *
   * @param amount USD
   */
  public record Budget(BigDecimal amount, BudgetPeriod per, OnExceeded onExceeded) {
    public Budget {
      onExceeded = Absent.or(onExceeded, new OnExceeded.Reject());
    }
  }
}
