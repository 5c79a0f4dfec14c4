package dev.airoute.extproc.stream;

import com.google.protobuf.ByteString;
import com.google.protobuf.Struct;
import com.google.protobuf.UnsafeByteOperations;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption.HeaderAppendAction;
import io.envoyproxy.envoy.service.ext_proc.v3.BodyMutation;
import io.envoyproxy.envoy.service.ext_proc.v3.BodyResponse;
import io.envoyproxy.envoy.service.ext_proc.v3.CommonResponse;
import io.envoyproxy.envoy.service.ext_proc.v3.HeaderMutation;
import io.envoyproxy.envoy.service.ext_proc.v3.HeadersResponse;
import io.envoyproxy.envoy.service.ext_proc.v3.ImmediateResponse;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import io.envoyproxy.envoy.service.ext_proc.v3.StreamedBodyResponse;
import io.envoyproxy.envoy.service.ext_proc.v3.TrailersResponse;
import io.envoyproxy.envoy.type.v3.HttpStatus;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds the messages that are sent to Envoy. Arrays given to it are not copied and must not change afterwards. */
final class Answers {
  private Answers() {}

  static ProcessingResponse requestHeaders(HeaderMutation mutation) {
    return ProcessingResponse.newBuilder().setRequestHeaders(headers(mutation)).build();
  }

  static ProcessingResponse responseHeaders(HeaderMutation mutation) {
    return ProcessingResponse.newBuilder().setResponseHeaders(headers(mutation)).build();
  }

  /** @param body null leaves the body as it is */
  static ProcessingResponse requestBody(HeaderMutation mutation, byte @Nullable [] body) {
    return requestBody(common(mutation, body).build()).build();
  }

  /** Like {@link #requestBody}; Envoy then looks for its route again, and its router finds {@code metadata}. */
  static ProcessingResponse routed(
      HeaderMutation mutation, byte @Nullable [] body, Struct metadata) {
    return requestBody(common(mutation, body).setClearRouteCache(true).build())
        .setDynamicMetadata(metadata)
        .build();
  }

  private static CommonResponse.Builder common(HeaderMutation mutation, byte @Nullable [] body) {
    CommonResponse.Builder common = CommonResponse.newBuilder().setHeaderMutation(mutation);
    return body == null
        ? common
        : common.setBodyMutation(BodyMutation.newBuilder().setBody(bytes(body)));
  }

  private static ProcessingResponse.Builder requestBody(CommonResponse common) {
    return ProcessingResponse.newBuilder()
        .setRequestBody(BodyResponse.newBuilder().setResponse(common));
  }

  static ProcessingResponse responseBody(byte[] body, boolean end) {
    StreamedBodyResponse streamed = StreamedBodyResponse.newBuilder()
        .setBody(bytes(body))
        .setEndOfStream(end)
        .build();
    CommonResponse common = CommonResponse.newBuilder()
        .setBodyMutation(BodyMutation.newBuilder().setStreamedResponse(streamed))
        .build();
    return ProcessingResponse.newBuilder()
        .setResponseBody(BodyResponse.newBuilder().setResponse(common))
        .build();
  }

  static ProcessingResponse responseTrailers() {
    return ProcessingResponse.newBuilder()
        .setResponseTrailers(TrailersResponse.getDefaultInstance())
        .build();
  }

  /** A whole answer of our own. Envoy knows its length. */
  static ProcessingResponse immediate(
      int status, Map<String, String> headers, byte[] body, String details) {
    Map<String, String> set = new HashMap<>(headers);
    set.remove("content-length");
    return ProcessingResponse.newBuilder()
        .setImmediateResponse(ImmediateResponse.newBuilder()
            .setStatus(HttpStatus.newBuilder().setCodeValue(status))
            .setHeaders(mutation(set, List.of()))
            .setBody(bytes(body))
            .setDetails(details))
        .build();
  }

  static HeaderMutation mutation(Map<String, String> set, Collection<String> remove) {
    HeaderMutation.Builder mutation = HeaderMutation.newBuilder().addAllRemoveHeaders(remove);
    set.forEach((name, value) -> mutation.addSetHeaders(header(name, value)));
    return mutation.build();
  }

  private static HeaderValueOption header(String name, String value) {
    return HeaderValueOption.newBuilder()
        .setHeader(HeaderValue.newBuilder()
            .setKey(name)
            .setRawValue(ByteString.copyFromUtf8(printable(value))))
        .setAppendAction(HeaderAppendAction.OVERWRITE_IF_EXISTS_OR_ADD)
        .build();
  }

  /** A control character would make the whole message unusable, and some values quote what a client wrote. */
  private static String printable(String value) {
    boolean clean = value.chars().noneMatch(Character::isISOControl);
    return clean ? value : value.replaceAll("\\p{Cntrl}", " ");
  }

  private static HeadersResponse headers(HeaderMutation mutation) {
    return HeadersResponse.newBuilder()
        .setResponse(CommonResponse.newBuilder().setHeaderMutation(mutation))
        .build();
  }

  private static ByteString bytes(byte[] bytes) {
    return UnsafeByteOperations.unsafeWrap(bytes);
  }
}
