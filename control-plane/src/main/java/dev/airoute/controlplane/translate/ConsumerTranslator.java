package dev.airoute.controlplane.translate;

import dev.airoute.api.AIConsumer;
import dev.airoute.api.ResourceName;
import dev.airoute.controlplane.ir.Consumer;
import dev.airoute.controlplane.ir.KeyDigest;
import dev.airoute.controlplane.ir.ModelPattern;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** AIConsumers, the older first: a key belongs to the first that has it. */
final class ConsumerTranslator {
  private final Secrets secrets;
  private final Map<KeyDigest, ResourceName> owners = new HashMap<>();

  ConsumerTranslator(Secrets secrets) {
    this.secrets = secrets;
  }

  Optional<Consumer> translate(AIConsumer consumer, Findings findings) {
    refuseWhatWouldBeUnsafeToIgnore(consumer.spec(), findings);
    List<ModelPattern> models = Patterns.read(consumer.spec().models(), "spec.models", findings);
    TreeSet<KeyDigest> keys = keys(consumer, findings);
    if (keys.isEmpty() && findings.accepted()) {
      findings.refuse(Reason.INVALID_VALUE, "there is no key by which the consumer could be known");
    }
    if (!findings.accepted()) {
      return Optional.empty();
    }
    keys.forEach(key -> owners.put(key, consumer.name()));
    return Optional.of(new Consumer(consumer.name(), List.copyOf(keys), models));
  }

  private static void refuseWhatWouldBeUnsafeToIgnore(AIConsumer.Spec spec, Findings findings) {
    if (!spec.limits().isEmpty()) {
      findings.refuse(
          Reason.UNSUPPORTED_VALUE, "spec.limits are not enforced by this version: remove them");
    }
    if (!spec.budgets().isEmpty()) {
      findings.refuse(
          Reason.UNSUPPORTED_VALUE, "spec.budgets are not enforced by this version: remove them");
    }
    if (spec.jwt() != null && spec.apiKeys().isEmpty()) {
      findings.refuse(
          Reason.UNSUPPORTED_VALUE, "spec.jwt is not served by this version: give spec.apiKeys");
    } else if (spec.jwt() != null) {
      findings.note("spec.jwt has no effect in this version");
    }
  }

  private TreeSet<KeyDigest> keys(AIConsumer consumer, Findings findings) {
    TreeSet<KeyDigest> keys = new TreeSet<>();
    List<AIConsumer.ApiKey> written = consumer.spec().apiKeys();
    for (int i = 0; i < written.size(); i++) {
      String field = "spec.apiKeys[" + i + "]";
      key(consumer, written.get(i), field, findings)
          .filter(key -> isFree(key, field, findings))
          .ifPresent(keys::add);
    }
    return keys;
  }

  private Optional<KeyDigest> key(
      AIConsumer consumer, AIConsumer.ApiKey written, String field, Findings findings) {
    if (written.secretRef() != null) {
      return secrets
          .key(consumer.metadata().namespace(), written.secretRef(), field + ".secretRef", findings)
          .map(found -> KeyDigest.ofKey(found.value().revealText()));
    }
    String hex = written.sha256() == null ? "" : written.sha256().toLowerCase(Locale.ROOT);
    if (!KeyDigest.isValid(hex)) {
      findings.refuse(Reason.INVALID_VALUE, field + ".sha256 is not 64 hexadecimal digits");
      return Optional.empty();
    }
    return Optional.of(new KeyDigest(hex));
  }

  private boolean isFree(KeyDigest key, String field, Findings findings) {
    ResourceName owner = owners.get(key);
    if (owner != null) {
      findings.refuse(Reason.CONFLICTED, field + " is a key of AIConsumer " + owner + " already");
    }
    return owner == null;
  }
}
