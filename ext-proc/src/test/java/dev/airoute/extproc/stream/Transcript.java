package dev.airoute.extproc.stream;

import com.google.protobuf.ByteString;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.service.ext_proc.v3.CommonResponse;
import io.envoyproxy.envoy.service.ext_proc.v3.HeaderMutation;
import io.envoyproxy.envoy.service.ext_proc.v3.ImmediateResponse;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import io.envoyproxy.envoy.service.ext_proc.v3.StreamedBodyResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes the processor's messages so that a person can read and compare them. */
final class Transcript {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final JsonMapper COMPACT = new JsonMapper();

  private final StringBuilder out = new StringBuilder();

  private Transcript() {}

  static String of(List<ProcessingResponse> responses) {
    Transcript transcript = new Transcript();
    responses.forEach(transcript::message);
    return transcript.out.toString();
  }

  private void message(ProcessingResponse response) {
    switch (response.getResponseCase()) {
      case REQUEST_HEADERS ->
        common("request headers", response.getRequestHeaders().getResponse());
      case REQUEST_BODY -> common("request body", response.getRequestBody().getResponse());
      case RESPONSE_HEADERS ->
        common("response headers", response.getResponseHeaders().getResponse());
      case RESPONSE_BODY -> common("response body", response.getResponseBody().getResponse());
      case RESPONSE_TRAILERS -> line("response trailers");
      case IMMEDIATE_RESPONSE -> immediate(response.getImmediateResponse());
      case REQUEST_TRAILERS, RESPONSE_NOT_SET -> throw new AssertionError(response);
    }
    if (response.hasDynamicMetadata()) {
      metadata(response.getDynamicMetadata());
    }
  }

  private void common(String what, CommonResponse common) {
    line(what + (common.getClearRouteCache() ? ", clear the route cache" : ""));
    headers(common.getHeaderMutation());
    if (common.getBodyMutation().hasBody()) {
      body(common.getBodyMutation().getBody());
    }
    if (common.getBodyMutation().hasStreamedResponse()) {
      StreamedBodyResponse streamed = common.getBodyMutation().getStreamedResponse();
      body(streamed.getBody());
      line("  end: " + streamed.getEndOfStream());
    }
  }

  private void immediate(ImmediateResponse response) {
    line("answer " + response.getStatus().getCodeValue() + " " + response.getDetails());
    headers(response.getHeaders());
    body(response.getBody());
  }

  private void headers(HeaderMutation mutation) {
    TreeSet<String> lines = new TreeSet<>();
    for (HeaderValueOption option : mutation.getSetHeadersList()) {
      lines.add("  " + option.getHeader().getKey() + ": "
          + option.getHeader().getRawValue().toStringUtf8());
    }
    mutation.getRemoveHeadersList().forEach(name -> lines.add("  " + name + " removed"));
    lines.forEach(this::line);
  }

  private void body(ByteString body) {
    String text = body.toStringUtf8();
    String shown = text.startsWith("{") ? JSON.writeValueAsString(JSON.readTree(text)) : text;
    shown.lines().forEach(each -> line("  | " + each));
  }

  private void metadata(Struct metadata) {
    line("  metadata: " + COMPACT.writeValueAsString(plain(metadata)));
  }

  private static Map<String, Object> plain(Struct struct) {
    Map<String, Object> plain = new TreeMap<>();
    struct.getFieldsMap().forEach((name, value) -> plain.put(name, plain(value)));
    return plain;
  }

  private static Object plain(Value value) {
    return switch (value.getKindCase()) {
      case NUMBER_VALUE -> value.getNumberValue();
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> value.getBoolValue();
      case STRUCT_VALUE -> plain(value.getStructValue());
      case LIST_VALUE ->
        value.getListValue().getValuesList().stream().map(Transcript::plain).toList();
      case NULL_VALUE, KIND_NOT_SET -> "null";
    };
  }

  private void line(String line) {
    out.append(line).append('\n');
  }
}
