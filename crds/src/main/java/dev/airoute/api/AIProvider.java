package dev.airoute.api;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One upstream: which vendor or schema it speaks, where it is, with which credentials, what its models cost. */
public record AIProvider(ObjectMeta metadata, Spec spec) implements Resource {
  @Override
  public Kind kind() {
    return Kind.AI_PROVIDER;
  }

  /**
   * What the object says.
   *
   * @param api null: the type's own default
   * @param endpoint null: the type's own address
   * @param credentials null: requests go out without any
   * @param models overrides of and additions to the shipped catalogue
   */
  public record Spec(
      ProviderType type,
      @Nullable ProviderApi api,
      @Nullable Endpoint endpoint,
      @Nullable Credentials credentials,
      @Nullable Aws aws,
      @Nullable Gcp gcp,
      @Nullable Azure azure,
      @Nullable SageMaker sagemaker,
      Capacity capacity,
      Health health,
      List<Model> models) {
    public Spec {
      capacity = Absent.or(capacity, Capacity.DEFAULT);
      health = Absent.or(health, Health.DEFAULT);
      models = Absent.orEmpty(models);
    }
  }

  /**
   * Exactly one of {@code url} and {@code service}.
   *
   * @param tls null: as the URL's scheme says, with system CAs
   */
  public record Endpoint(
      @Nullable String url,
      @Nullable Service service,
      @Nullable Tls tls) {}

  /**
   * A Kubernetes Service.
   *
   * @param namespace null: the provider's own
   * @param path in front of the schema's own paths
   */
  public record Service(String name, @Nullable String namespace, Integer port, String path) {
    public Service {
      path = Absent.or(path, "");
    }
  }

  /**
   * How the upstream's certificate is checked.
   *
   * @param caCertificateRef null: the system's CAs
   * @param serverName null: the endpoint's host
   */
  public record Tls(
      @Nullable SecretRef caCertificateRef, @Nullable String serverName) {}

  public record Aws(String region) {}

  public record Gcp(String project, String location) {}

  /**
   * Details of Azure OpenAI.
   *
   * @param deployments model name to deployment name; a model that is not here is its own deployment's name
   */
  public record Azure(@Nullable String apiVersion, Map<String, String> deployments) {
    public Azure {
      deployments = Absent.orEmpty(deployments);
    }
  }

  public record SageMaker(
      String endpointName, @Nullable String inferenceComponent, PayloadFormat format) {
    public SageMaker {
      format = Absent.or(format, PayloadFormat.OPENAI);
    }
  }

  /** The circuit breaker. */
  public record Capacity(Integer maxConnections, Integer maxPendingRequests, Integer maxRequests) {
    static final Capacity DEFAULT = new Capacity(1024, 1024, 1024);

    public Capacity {
      maxConnections = Absent.or(maxConnections, 1024);
      maxPendingRequests = Absent.or(maxPendingRequests, 1024);
      maxRequests = Absent.or(maxRequests, 1024);
    }
  }

  /** Passive health: eject, then try again. */
  public record Health(
      Integer consecutiveErrors, Duration ejectionTime, RateLimitedEjection rateLimitedEjection) {
    static final Health DEFAULT =
        new Health(5, Duration.ofSeconds(30), RateLimitedEjection.RETRY_AFTER);

    public Health {
      consecutiveErrors = Absent.or(consecutiveErrors, 5);
      ejectionTime = Absent.or(ejectionTime, Duration.ofSeconds(30));
      rateLimitedEjection = Absent.or(rateLimitedEjection, RateLimitedEjection.RETRY_AFTER);
    }
  }

  /**
   * What is known of one model.
   *
   * @param contextWindow in tokens
   */
  public record Model(
      String name, @Nullable Price price, @Nullable Long contextWindow) {}

  /** USD per million tokens; null: the price of the shipped catalogue, if it has one. */
  public record Price(
      @Nullable BigDecimal input,
      @Nullable BigDecimal output,
      @Nullable BigDecimal cacheRead,
      @Nullable BigDecimal cacheWrite) {}
}
