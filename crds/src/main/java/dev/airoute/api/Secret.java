package dev.airoute.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A core {@code v1/Secret}.
 *
 * @param data decoded; {@code stringData} is already merged into it and wins, as in Kubernetes
 */
public record Secret(ObjectMeta metadata, Map<String, SecretValue> data) implements Resource {
  public Secret {
    data = Absent.orEmpty(data);
  }

  @JsonCreator
  static Secret of(
      @JsonProperty("metadata") ObjectMeta metadata,
      @JsonProperty("data") @Nullable Map<String, String> base64,
      @JsonProperty("stringData") @Nullable Map<String, String> plain) {
    Map<String, SecretValue> values = new LinkedHashMap<>();
    Absent.orEmpty(base64)
        .forEach((key, text) -> values.put(
            key, new SecretValue(Base64.getDecoder().decode(text.replaceAll("[\r\n]", "")))));
    Absent.orEmpty(plain).forEach((key, text) -> values.put(key, SecretValue.of(text)));
    return new Secret(metadata, values);
  }

  @Override
  public Kind kind() {
    return Kind.SECRET;
  }
}
