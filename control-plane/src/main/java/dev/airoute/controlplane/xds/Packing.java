package dev.airoute.controlplane.xds;

import com.github.xds.type.v3.TypedStruct;
import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.envoyproxy.envoy.config.core.v3.TypedExtensionConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages as {@code Any}: always the same bytes for the same content. */
final class Packing {
  private static final String PREFIX = "type.googleapis.com/";

  private Packing() {}

  static Any any(Message message) {
    return Any.newBuilder()
        .setTypeUrl(PREFIX + message.getDescriptorForType().getFullName())
        .setValue(bytes(message))
        .build();
  }

  /** Maps are written in the order of their keys, which plain serialisation does not promise. */
  static ByteString bytes(Message message) {
    byte[] bytes = new byte[message.getSerializedSize()];
    CodedOutputStream output = CodedOutputStream.newInstance(bytes);
    output.useDeterministicSerialization();
    try {
      message.writeTo(output);
    } catch (IOException e) {
      throw new UncheckedIOException("an array does not fail to be written", e);
    }
    return ByteString.copyFrom(bytes);
  }

  static TypedExtensionConfig extension(String name, Message config) {
    return TypedExtensionConfig.newBuilder()
        .setName(name)
        .setTypedConfig(any(config))
        .build();
  }

  /**
   * A message that the API jar (Envoy 1.34) does not know, or not with all its fields: Envoy reads the struct as JSON of
   * {@code type}.
   *
   * @param type full name of the message
   */
  static Any typedStruct(String type, Map<String, ?> fields) {
    return any(TypedStruct.newBuilder()
        .setTypeUrl(PREFIX + type)
        .setValue(struct(fields))
        .build());
  }

  static Struct struct(Map<String, ?> fields) {
    Struct.Builder struct = Struct.newBuilder();
    fields.forEach((name, value) -> struct.putFields(name, value(value)));
    return struct.build();
  }

  private static Value value(@Nullable Object value) {
    Value.Builder builder = Value.newBuilder();
    return switch (value) {
      case null -> builder.setNullValue(NullValue.NULL_VALUE).build();
      case String text -> builder.setStringValue(text).build();
      case Boolean bool -> builder.setBoolValue(bool).build();
      case Number number -> builder.setNumberValue(number.doubleValue()).build();
      case Map<?, ?> map -> builder.setStructValue(nested(map)).build();
      case List<?> list -> builder.setListValue(list(list)).build();
      default -> throw new IllegalArgumentException("not a JSON value: " + value.getClass());
    };
  }

  private static Struct nested(Map<?, ?> map) {
    Struct.Builder struct = Struct.newBuilder();
    map.forEach((name, value) -> struct.putFields((String) name, value(value)));
    return struct.build();
  }

  private static ListValue list(List<?> list) {
    ListValue.Builder values = ListValue.newBuilder();
    list.forEach(value -> values.addValues(value(value)));
    return values.build();
  }
}
