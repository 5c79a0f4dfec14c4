package dev.airoute.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;

/** What happens to requests once a budget is spent: the word {@code Reject}, or {@code {degradeTo: MODEL}}. */
public sealed interface OnExceeded {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static OnExceeded of(Object value) {
    if (value instanceof Map<?, ?> map
        && map.size() == 1
        && map.get("degradeTo") instanceof String model) {
      return new DegradeTo(model);
    }
    if ("Reject".equals(value)) {
      return new Reject();
    }
    throw new IllegalArgumentException("neither Reject nor {degradeTo: MODEL}");
  }

  /** Requests are refused until the period ends. */
  record Reject() implements OnExceeded {
    @JsonValue
    String value() {
      return "Reject";
    }
  }

  /** Requests go to a cheaper model, as if the caller had asked for it. */
  record DegradeTo(String degradeTo) implements OnExceeded {}
}
