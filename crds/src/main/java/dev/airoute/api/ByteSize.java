package dev.airoute.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes, written as a Kubernetes quantity: {@code 512}, {@code 64Ki}, {@code 1Mi}, {@code 2M}. */
public record ByteSize(long bytes) {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,12})(Ki|Mi|Gi|k|M|G)?");
  private static final Map<String, Long> UNITS = Map.of(
      "Ki",
      1L << 10,
      "Mi",
      1L << 20,
      "Gi",
      1L << 30,
      "k",
      1_000L,
      "M",
      1_000_000L,
      "G",
      1_000_000_000L);

  public static ByteSize parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a size such as 512, 64Ki or 1Mi: " + text);
    }
    String unit = matcher.group(2);
    long factor = unit == null ? 1 : UNITS.getOrDefault(unit, 1L);
    return new ByteSize(Math.multiplyExact(Long.parseLong(matcher.group(1)), factor));
  }

  @JsonCreator
  static ByteSize of(Object value) {
    return parse(String.valueOf(value));
  }

  @Override
  @JsonValue
  public String toString() {
    if (bytes > 0 && bytes % (1L << 20) == 0) {
      return bytes / (1L << 20) + "Mi";
    }
    return bytes > 0 && bytes % (1L << 10) == 0 ? bytes / (1L << 10) + "Ki" : Long.toString(bytes);
  }
}
