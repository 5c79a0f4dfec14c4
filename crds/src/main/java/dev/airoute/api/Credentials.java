package dev.airoute.api;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How requests to a provider authenticate, as written: at most one member is there. {@link #chosen} is the one to use. */
public record Credentials(
    @Nullable ApiKey apiKey,
    @Nullable Aws aws,
    @Nullable Gcp gcp,
    @Nullable Azure azure,
    @Nullable BearerToken bearerToken,
    @Nullable Passthrough passthrough) {

  /** The one member that is there. */
  public Optional<Credential> chosen() {
    return Stream.<@Nullable Credential>of(apiKey, aws, gcp, azure, bearerToken, passthrough)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .findFirst();
  }

  /** One way to authenticate. */
  public sealed interface Credential {}

  /** A key in the header that the provider's type wants. */
  public record ApiKey(SecretKeyRef secretRef) implements Credential {}

  /**
   * Request signing.
   *
   * @param secretRef keys accessKeyId, secretAccessKey and perhaps sessionToken; null: the pod's own identity
   */
  public record Aws(@Nullable SecretRef secretRef, @Nullable String roleArn)
      implements Credential {}

  /**
   * A Google service account.
   *
   * @param secretRef a service account's key file; null: workload identity
   */
  public record Gcp(@Nullable SecretKeyRef secretRef) implements Credential {}

  /**
   * A Microsoft Entra application.
   *
   * @param secretRef the application's client secret; null: workload identity
   */
  public record Azure(
      @Nullable String tenantId,
      @Nullable String clientId,
      @Nullable SecretKeyRef secretRef) implements Credential {}

  /** A token made elsewhere. */
  public record BearerToken(SecretKeyRef secretRef) implements Credential {}

  /** The caller's own key goes through. */
  public record Passthrough() implements Credential {}
}
