package dev.airoute.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Which model names clients may ask for, and what happens then. */
public record AIRoute(ObjectMeta metadata, Spec spec) implements Resource {
  @Override
  public Kind kind() {
    return Kind.AI_ROUTE;
  }

  /**
   * What the object says.
   *
   * @param hostnames empty: any
   */
  public record Spec(List<String> hostnames, Access access, List<Rule> rules) {
    public Spec {
      hostnames = Absent.orEmpty(hostnames);
      access = Absent.or(access, Access.CONSUMERS);
      rules = Absent.orEmpty(rules);
    }
  }

  /**
   * What happens for some model names.
   *
   * @param models what clients ask for; a trailing {@code *} is the only wildcard, the most specific name wins
   * @param headers further matches; all must hold
   */
  public record Rule(
      String name,
      List<String> models,
      List<HeaderMatch> headers,
      List<Backend> backends,
      Selection select,
      Fallback fallback,
      Timeouts timeouts,
      @Nullable Cache cache,
      List<Limit> limits,
      List<Guardrail> guardrails,
      @Nullable Mirror mirror,
      LossPolicy lossPolicy) {
    public Rule {
      models = Absent.orEmpty(models);
      headers = Absent.orEmpty(headers);
      backends = Absent.orEmpty(backends);
      select = Absent.or(select, Selection.WEIGHTED);
      fallback = Absent.or(fallback, Fallback.DEFAULT);
      timeouts = Absent.or(timeouts, Timeouts.DEFAULT);
      limits = Absent.orEmpty(limits);
      guardrails = Absent.orEmpty(guardrails);
      lossPolicy = Absent.or(lossPolicy, LossPolicy.REPORT);
    }
  }

  public record HeaderMatch(String name, HeaderMatchType type, String value) {
    public HeaderMatch {
      type = Absent.or(type, HeaderMatchType.EXACT);
    }
  }

  /**
   * Who may serve a request, and how much of it.
   *
   * @param model null: the name the client asked for
   * @param api null: the provider's
   * @param weight share within the priority; 0 takes the backend out of service
   * @param priority 0 is tried first
   * @param request null: the body goes out as translated
   */
  public record Backend(
      ProviderRef provider,
      @Nullable String model,
      @Nullable ProviderApi api,
      Integer weight,
      Integer priority,
      @Nullable RequestEdits request) {
    public Backend {
      weight = Absent.or(weight, 1);
      priority = Absent.or(priority, 0);
    }
  }

  /** Changes to top-level fields of the body as the provider reads it. */
  public record RequestEdits(
      Map<String, JsonNode> set, Map<String, JsonNode> defaults, List<String> remove) {
    public RequestEdits {
      set = Absent.orEmpty(set);
      defaults = Absent.orEmpty(defaults);
      remove = Absent.orEmpty(remove);
    }
  }

  /**
   * When the next backend is tried.
   *
   * @param on empty: never fall back; left out: all
   * @param maxAttempts the first one included
   */
  public record Fallback(List<FallbackCondition> on, Integer maxAttempts) {
    static final Fallback DEFAULT = new Fallback(List.of(FallbackCondition.values()), 3);

    public Fallback {
      on = List.copyOf(Absent.or(on, List.of(FallbackCondition.values())));
      maxAttempts = Absent.or(maxAttempts, 3);
    }
  }

  /**
   * How long to wait.
   *
   * @param request the whole request, attempts and stream included
   * @param firstToken per attempt, until the first content; null: no limit of its own
   * @param idle between two pieces of a stream; null: no limit of its own
   */
  public record Timeouts(
      Duration request,
      @Nullable Duration firstToken,
      @Nullable Duration idle) {
    static final Timeouts DEFAULT = new Timeouts(Duration.ofMinutes(5), null, null);

    public Timeouts {
      request = Absent.or(request, Duration.ofMinutes(5));
    }
  }

  public record Cache(Duration ttl, CacheScope scope, ByteSize maxEntryBytes) {
    public Cache {
      scope = Absent.or(scope, CacheScope.CONSUMER);
      maxEntryBytes = Absent.or(maxEntryBytes, new ByteSize(1 << 20));
    }
  }

  /** Exactly one of {@code requests} and {@code tokens}. */
  public record Limit(
      @Nullable Long requests, @Nullable Long tokens, LimitPeriod per, LimitKey by) {
    public Limit {
      by = Absent.or(by, new LimitKey.Route());
    }
  }

  /**
   * Exactly one of {@code pii} and {@code patterns} is not empty.
   *
   * @param message for the caller; null: a standard one
   */
  public record Guardrail(
      String name,
      List<GuardrailPhase> on,
      List<PersonalData> pii,
      List<String> patterns,
      GuardrailAction action,
      @Nullable String message) {
    public Guardrail {
      on = Absent.orEmpty(on);
      pii = Absent.orEmpty(pii);
      patterns = Absent.orEmpty(patterns);
    }
  }

  /**
   * A copy of some requests, whose answers are dropped.
   *
   * @param model null: the name the client asked for
   */
  public record Mirror(ProviderRef provider, @Nullable String model, Integer percent) {}
}
