package dev.airoute.extproc.stream;

import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.config.ResolvedRule;
import dev.airoute.extproc.dialect.Call;
import dev.airoute.extproc.frame.StreamForm;
import dev.airoute.extproc.model.Operation;
import dev.airoute.extproc.plan.Candidate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * One request of a client, from its headers to its access-log record. It keeps the rule and the providers that it began
 * with, whatever the configuration says later. Any thread: its streams and the access log may be on different ones.
 */
public final class Exchange {
  /**
   * What the route stage decided.
   *
   * @param candidates in the order of attempts, never empty
   */
  public record Decision(ResolvedRule rule, List<Candidate> candidates) {
    public Decision {
      candidates = List.copyOf(candidates);
    }
  }

  /** What the path and the body ask for. @param form of the answer, if it is streamed */
  public record Asked(Operation operation, String model, boolean streaming, StreamForm form) {
    /** A chat whose stream, if it has one, is of server-sent events. */
    Asked(String model, boolean streaming) {
      this(Operation.CHAT, model, streaming, StreamForm.SSE);
    }

    Call call(Dialect client) {
      return new Call(client, operation, model, streaming, form);
    }
  }

  private final String id;
  private final String envoysId;
  private final Dialect client;
  private final @Nullable String consumer;
  private final long created;
  private final List<AttemptRecord> attempts = new CopyOnWriteArrayList<>();
  private volatile @Nullable Asked asked;
  private volatile @Nullable Decision decision;

  /**
   * @param envoysId what Envoy calls the request, empty when it did not say
   * @param consumer who calls, null when it is nobody in particular
   * @param created seconds since the epoch
   */
  Exchange(String id, String envoysId, Dialect client, @Nullable String consumer, long created) {
    this.id = id;
    this.envoysId = envoysId;
    this.client = client;
    this.consumer = consumer;
    this.created = created;
  }

  public String id() {
    return id;
  }

  /** Envoy's {@code x-request-id}, which is on the request before we have seen it. */
  String envoysId() {
    return envoysId;
  }

  /** The caller's dialect. */
  public Dialect client() {
    return client;
  }

  public @Nullable String consumer() {
    return consumer;
  }

  /** Null while the body has not been read. */
  public @Nullable Asked asked() {
    return asked;
  }

  /** Null while, or because, the route stage has not decided. */
  public @Nullable Decision decision() {
    return decision;
  }

  /** In the order in which they began. */
  public List<AttemptRecord> attempts() {
    return List.copyOf(attempts);
  }

  long created() {
    return created;
  }

  void asks(Asked what) {
    asked = what;
  }

  void decide(Decision what) {
    decision = what;
  }

  AttemptRecord begin(int number, Candidate candidate, long nanos) {
    AttemptRecord attempt = new AttemptRecord(number, candidate, nanos);
    attempts.add(attempt);
    return attempt;
  }
}
