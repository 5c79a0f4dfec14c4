package dev.airoute.examples.provider;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request as it arrived.
 *
 * @param target path and query
 * @param headers names in lower case
 */
public record Received(
    Instant at, String method, String target, Map<String, List<String>> headers, String body) {
  private static final JsonMapper JSON = JsonMapper.shared();

  public Received {
    headers = Map.copyOf(headers);
  }

  /** The first value of a header, null when it did not come. */
  public @Nullable String header(String name) {
    List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
    return values == null ? null : values.getFirst();
  }

  public JsonNode json() {
    return JSON.readTree(body);
  }

  /** Everything of it as text, to search for what must not be there. */
  public String everything() {
    return method + " " + target + "\n" + headers + "\n" + body;
  }
}
