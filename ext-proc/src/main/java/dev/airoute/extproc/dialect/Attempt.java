package dev.airoute.extproc.dialect;

import dev.airoute.config.v1.BodyEdits;
import dev.airoute.config.v1.Dialect;
import dev.airoute.config.v1.FallbackCondition;
import dev.airoute.config.v1.LossPolicy;
import dev.airoute.config.v1.Provider;
import java.util.Set;

/**
 * What one attempt is: who asks in which dialect, and who is asked.
 *
 * @param call what the client asked for
 * @param provider the upstream, with its address and quirks
 * @param dialect the wire schema spoken to the provider: the one it is configured with, unless it has the caller's too
 * @param targetModel the provider's name of the model
 * @param number 1 for the first attempt of the exchange
 * @param created seconds since the epoch at which the exchange began
 */
public record Attempt(
    String requestId,
    Call call,
    Provider provider,
    Dialect dialect,
    String targetModel,
    BodyEdits edits,
    LossPolicy lossPolicy,
    Set<FallbackCondition> fallbackOn,
    int number,
    long created) {
  public Attempt {
    dialect = Dialects.spoken(call, dialect, provider.getType(), targetModel);
    fallbackOn = Set.copyOf(fallbackOn);
  }

  /** The caller's dialect. */
  public Dialect client() {
    return call.dialect();
  }

  /** Whether nothing need be translated. */
  boolean sameDialect() {
    return call.dialect() == dialect;
  }
}
