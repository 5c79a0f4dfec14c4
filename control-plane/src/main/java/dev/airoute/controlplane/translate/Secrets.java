package dev.airoute.controlplane.translate;

import dev.airoute.api.ResourceName;
import dev.airoute.api.Secret;
import dev.airoute.api.SecretKeyRef;
import dev.airoute.api.SecretValue;
import dev.airoute.controlplane.ir.SecretKey;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds what objects refer to; says what is missing, and never what is there. */
final class Secrets {
  private final Map<ResourceName, Secret> byName;

  Secrets(Collection<Secret> secrets) {
    this.byName = secrets.stream().collect(Collectors.toMap(Secret::name, Function.identity()));
  }

  record Found(SecretKey key, SecretValue value) {}

  /**
   * A key to be sent in a header: without the line end that editors and {@code echo} leave behind.
   *
   * @param field where the reference is written
   */
  Optional<Found> key(String namespace, SecretKeyRef ref, String field, Findings findings) {
    return find(namespace, ref, field, findings).flatMap(found -> asHeader(found, field, findings));
  }

  Optional<Found> find(String namespace, SecretKeyRef ref, String field, Findings findings) {
    SecretKey key = new SecretKey(new ResourceName(namespace, ref.name()), ref.key());
    Secret secret = byName.get(key.secret());
    if (secret == null) {
      findings.unresolved(
          Reason.SECRET_NOT_FOUND, field + ": Secret " + key.secret() + " does not exist");
      return Optional.empty();
    }
    SecretValue value = secret.data().get(key.key());
    if (value == null) {
      findings.unresolved(
          Reason.SECRET_NOT_FOUND, field + ": Secret " + key.secret() + " has no key " + key.key());
      return Optional.empty();
    }
    return Optional.of(new Found(key, value));
  }

  private static Optional<Found> asHeader(Found found, String field, Findings findings) {
    String text = found.value().revealText().strip();
    if (text.isEmpty() || text.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
      findings.unresolved(
          Reason.INVALID_SECRET,
          field
              + ": key "
              + found.key().key()
              + " of Secret "
              + found.key().secret()
              + " is empty or has characters that a header cannot carry");
      return Optional.empty();
    }
    return Optional.of(new Found(found.key(), SecretValue.of(text)));
  }
}
