package dev.airoute.controlplane.serve;

import com.google.common.base.Utf8;
import com.google.common.hash.Hashing;
import com.google.protobuf.Any;
import io.envoyproxy.envoy.service.discovery.v3.Resource;

/** A resource as it goes over the wire, made once for all clients. Its version is a digest of its bytes. */
record VersionedResource(String name, String version, Any packed, Resource wire) {
  private static final int VERSION_DIGITS = 32;
  private static final int FRAMING_BYTES = 8;

  static VersionedResource of(String name, Any packed) {
    String version = Hashing.sha256()
        .hashBytes(packed.getValue().asReadOnlyByteBuffer())
        .toString()
        .substring(0, VERSION_DIGITS);
    Resource wire = Resource.newBuilder()
        .setName(name)
        .setVersion(version)
        .setResource(packed)
        .build();
    return new VersionedResource(name, version, packed, wire);
  }

  /** Bytes that the name alone adds to a response, when there is no such resource any more. */
  static int sizeOf(String name) {
    return Utf8.encodedLength(name) + FRAMING_BYTES;
  }

  /** Bytes that it adds to a response, a little more rather than less. */
  int size() {
    return wire.getSerializedSize() + FRAMING_BYTES;
  }
}
