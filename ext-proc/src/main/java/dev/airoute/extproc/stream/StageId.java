package dev.airoute.extproc.stream;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import org.jspecify.annotations.Nullable;

/**
 * Which filter of Envoy opened a stream, as its gRPC metadata says.
 *
 * @param name {@code route} or {@code translate}
 * @param provider resource name of the provider, in translate only
 */
record StageId(String name, String provider) {
  private static final Metadata.Key<String> STAGE = key("x-airoute-stage");
  private static final Metadata.Key<String> PROVIDER = key("x-airoute-provider");
  private static final Context.Key<StageId> CURRENT = Context.key("airoute-stage");

  static StageId current() {
    StageId id = CURRENT.get();
    if (id == null) {
      throw new IllegalStateException("the server lacks the stage interceptor");
    }
    return id;
  }

  static ServerInterceptor interceptor() {
    return new ServerInterceptor() {
      @Override
      public <A, B> ServerCall.Listener<A> interceptCall(
          ServerCall<A, B> call, Metadata metadata, ServerCallHandler<A, B> next) {
        StageId id = new StageId(text(metadata.get(STAGE)), text(metadata.get(PROVIDER)));
        return Contexts.interceptCall(
            Context.current().withValue(CURRENT, id), call, metadata, next);
      }
    };
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }
}
