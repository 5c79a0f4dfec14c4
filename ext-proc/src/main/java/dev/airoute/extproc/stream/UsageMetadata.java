package dev.airoute.extproc.stream;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.airoute.extproc.model.Usage;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tokens as Envoy's dynamic metadata, for whoever counts inside Envoy. */
final class UsageMetadata {
  private static final String NAMESPACE = "airoute.usage";

  private UsageMetadata() {}

  static ProcessingResponse added(ProcessingResponse message, @Nullable Usage usage) {
    if (usage == null) {
      return message;
    }
    Struct tokens = Struct.newBuilder()
        .putAllFields(Map.of(
            "input", number(usage.input()),
            "cache_read", number(usage.cacheRead()),
            "cache_write", number(usage.cacheWrite()),
            "output", number(usage.output()),
            "reasoning", number(usage.reasoning()),
            "total", number(usage.total())))
        .build();
    Struct metadata = Struct.newBuilder()
        .putFields(NAMESPACE, Value.newBuilder().setStructValue(tokens).build())
        .build();
    return message.toBuilder().setDynamicMetadata(metadata).build();
  }

  private static Value number(long number) {
    return Value.newBuilder().setNumberValue(number).build();
  }
}
