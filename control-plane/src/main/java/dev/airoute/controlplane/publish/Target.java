package dev.airoute.controlplane.publish;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.airoute.controlplane.xds.Resources;
import java.time.Instant;
import java.util.Map;

/** What is to be served in the end, and since when. */
record Target(Resources resources, String version, Instant since) {
  private static final int VERSION_DIGITS = 16;

  static Target of(Resources resources, Instant since) {
    Hasher hasher = Hashing.sha256().newHasher();
    resources
        .byType()
        .forEach((type, named) -> named.forEach((name, resource) -> hasher
            .putUnencodedChars(type)
            .putChar('\0')
            .putUnencodedChars(name)
            .putInt(resource.getValue().size())
            .putBytes(resource.getValue().asReadOnlyByteBuffer())));
    String version = hasher.hash().toString().substring(0, VERSION_DIGITS);
    return new Target(resources, version, since);
  }

  int size() {
    return resources.byType().values().stream().mapToInt(Map::size).sum();
  }
}
