package dev.airoute.extproc.endpoint;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What stands behind the question mark of a path. It may hold a key, so it is never shown or passed on. */
public final class QueryString {
  private final Map<String, String> values;

  private QueryString(Map<String, String> values) {
    this.values = values;
  }

  /** @param path with or without a query */
  public static QueryString of(String path) {
    Map<String, String> values = new LinkedHashMap<>();
    int mark = path.indexOf('?');
    if (mark >= 0) {
      for (String pair : path.substring(mark + 1).split("&")) {
        int sign = pair.indexOf('=');
        String name = sign < 0 ? pair : pair.substring(0, sign);
        values.putIfAbsent(decoded(name), sign < 0 ? "" : decoded(pair.substring(sign + 1)));
      }
    }
    return new QueryString(values);
  }

  /** The first value of that name, empty when there is none. */
  public String first(String name) {
    return values.getOrDefault(name, "");
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }

  @Override
  public String toString() {
    return "QueryString[***]";
  }
}
