package dev.airoute.controlplane.ir;

import dev.airoute.api.ResourceName;
import java.util.Comparator;

/** One key of one Secret; ordered and printed as {@code NAMESPACE/NAME/KEY}. */
public record SecretKey(ResourceName secret, String key) implements Comparable<SecretKey> {
  private static final Comparator<SecretKey> ORDER =
      Comparator.comparing(SecretKey::secret).thenComparing(SecretKey::key);

  @Override
  public int compareTo(SecretKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return secret + "/" + key;
  }
}
