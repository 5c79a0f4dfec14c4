package dev.airoute.controlplane.xds;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy;
import io.envoyproxy.envoy.config.route.v3.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The descriptors of the API jar with the {@link NewerFields} added, so that these have names when printed. */
final class PatchedDescriptors {
  private static final Map<String, FieldDescriptorProto> ADDED = Map.of(
      RetryPolicy.getDescriptor().getFullName(),
      field("refresh_cluster_on_retry", NewerFields.REFRESH_CLUSTER_ON_RETRY)
          .setType(FieldDescriptorProto.Type.TYPE_BOOL)
          .build(),
      Route.getDescriptor().getFullName(),
      field("request_body_buffer_limit", NewerFields.REQUEST_BODY_BUFFER_LIMIT)
          .setType(FieldDescriptorProto.Type.TYPE_MESSAGE)
          .setTypeName(".google.protobuf.UInt64Value")
          .build());

  private final Map<String, FileDescriptor> byFile = new HashMap<>();

  /** The same message type, in its file with all additions. */
  Descriptor of(Descriptor original) {
    return Objects.requireNonNull(
        file(original.getFile()).findMessageTypeByName(original.getName()), original.getFullName());
  }

  private FileDescriptor file(FileDescriptor original) {
    FileDescriptor known = byFile.get(original.getFullName());
    if (known != null) {
      return known;
    }
    List<FileDescriptor> dependencies =
        original.getDependencies().stream().map(this::file).toList();
    FileDescriptorProto patched = patched(original);
    boolean changed =
        !dependencies.equals(original.getDependencies()) || !patched.equals(original.toProto());
    FileDescriptor file = changed ? build(patched, dependencies) : original;
    byFile.put(original.getFullName(), file);
    return file;
  }

  private static FileDescriptorProto patched(FileDescriptor original) {
    FileDescriptorProto.Builder file = original.toProto().toBuilder();
    for (DescriptorProto.Builder message : file.getMessageTypeBuilderList()) {
      FieldDescriptorProto added = ADDED.get(file.getPackage() + "." + message.getName());
      if (added != null) {
        message.addField(added);
      }
    }
    return file.build();
  }

  private static FileDescriptor build(FileDescriptorProto file, List<FileDescriptor> dependencies) {
    try {
      return FileDescriptor.buildFrom(file, dependencies.toArray(FileDescriptor[]::new));
    } catch (DescriptorValidationException e) {
      throw new IllegalStateException("an added field clashes with the API jar's own", e);
    }
  }

  private static FieldDescriptorProto.Builder field(String name, int number) {
    return FieldDescriptorProto.newBuilder()
        .setName(name)
        .setNumber(number)
        .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL);
  }
}
