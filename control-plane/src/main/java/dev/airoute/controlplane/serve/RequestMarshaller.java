package dev.airoute.controlplane.serve;

import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;

/**
 * Reads requests as gRPC does, but gives a stand-in for what cannot be read: gRPC itself would answer "unknown error"
 * and log a stack trace. Immutable.
 */
record RequestMarshaller<Q>(MethodDescriptor.Marshaller<Q> strict, Q unreadable)
    implements MethodDescriptor.Marshaller<Q> {
  @Override
  public InputStream stream(Q request) {
    return strict.stream(request);
  }

  @Override
  public Q parse(InputStream bytes) {
    try {
      return strict.parse(bytes);
    } catch (StatusRuntimeException garbage) {
      return unreadable;
    }
  }
}
