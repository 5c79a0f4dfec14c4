package dev.airoute.extproc.stream;

import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.service.ext_proc.v3.HttpHeaders;
import java.util.HashMap;
import java.util.Map;

/** Reads the headers that Envoy sends: names are lower case, repeated ones are joined by a comma. */
final class Headers {
  private Headers() {}

  static Map<String, String> of(HttpHeaders message) {
    Map<String, String> headers = HashMap.newHashMap(message.getHeaders().getHeadersCount());
    for (HeaderValue header : message.getHeaders().getHeadersList()) {
      headers.merge(header.getKey(), value(header), (first, next) -> first + ", " + next);
    }
    return headers;
  }

  private static String value(HeaderValue header) {
    return header.getRawValue().isEmpty()
        ? header.getValue()
        : header.getRawValue().toStringUtf8();
  }
}
