package dev.airoute.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What a route's limit counts by: {@code Route}, {@code Consumer} or {@code Header:NAME}. */
public sealed interface LimitKey {
  String HEADER_PREFIX = "Header:";

  @JsonCreator
  static LimitKey parse(String text) {
    if (text.startsWith(HEADER_PREFIX) && text.length() > HEADER_PREFIX.length()) {
      return new Header(text.substring(HEADER_PREFIX.length()));
    }
    return switch (text) {
      case "Route" -> new Route();
      case "Consumer" -> new Consumer();
      default ->
        throw new IllegalArgumentException("not Route, Consumer or Header:<name>: " + text);
    };
  }

  /** As users write it. */
  @JsonValue
  String value();

  /** One count for all. */
  record Route() implements LimitKey {
    @Override
    public String value() {
      return "Route";
    }
  }

  /** One count for each consumer. */
  record Consumer() implements LimitKey {
    @Override
    public String value() {
      return "Consumer";
    }
  }

  /** One count for each value of a request header. */
  record Header(String name) implements LimitKey {
    @Override
    public String value() {
      return HEADER_PREFIX + name;
    }
  }
}
