package dev.airoute.extproc.stream;

import dev.airoute.config.v1.FallbackCondition;
import dev.airoute.extproc.model.Loss;
import dev.airoute.extproc.model.Usage;
import dev.airoute.extproc.plan.Candidate;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One attempt of an exchange. Any thread. */
public final class AttemptRecord {
  /**
   * How it ended.
   *
   * @param status what the provider answered; 0 when it did not
   * @param usage what the provider reported, null when nothing
   * @param servedModel what the provider says it served
   * @param fallback why the next candidate should be tried, null when it should not
   * @param error the word for what went wrong, also after the client had seen the beginning; null when nothing did
   * @param complete false when Envoy left before the answer was through
   */
  public record Result(
      int status,
      @Nullable Usage usage,
      List<Loss> losses,
      @Nullable String servedModel,
      @Nullable FallbackCondition fallback,
      @Nullable String error,
      boolean complete,
      Duration duration) {
    public Result {
      losses = List.copyOf(losses);
    }
  }

  private final int number;
  private final Candidate candidate;
  private final long begunNanos;
  private volatile @Nullable Result result;

  AttemptRecord(int number, Candidate candidate, long begunNanos) {
    this.number = number;
    this.candidate = candidate;
    this.begunNanos = begunNanos;
  }

  /** 1 for the first attempt. */
  public int number() {
    return number;
  }

  /** NAMESPACE/NAME. */
  public String provider() {
    return candidate.provider().getProviderName();
  }

  /** The provider's name of the model that was asked for. */
  public String model() {
    return candidate.model();
  }

  /** Null while it runs. */
  public @Nullable Result result() {
    return result;
  }

  long begunNanos() {
    return begunNanos;
  }

  void end(Result how) {
    result = how;
  }
}
