package dev.airoute.extproc.config;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.airoute.config.v1.HeaderMatch;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One header that a rule asks for. Immutable.
 *
 * @param pattern RE2, so that a value chosen by a client costs linear time; null: equality with {@code value}
 */
record HeaderCondition(String name, String value, @Nullable Pattern pattern) {
  static HeaderCondition of(HeaderMatch match) {
    if (match.getName().isEmpty()) {
      throw new UnusableResource("a header match has no name");
    }
    String name = match.getName().toLowerCase(Locale.ROOT);
    return switch (match.getType()) {
      case EXACT -> new HeaderCondition(name, match.getValue(), null);
      case REGULAR_EXPRESSION ->
        new HeaderCondition(name, match.getValue(), compile(name, match.getValue()));
      case UNRECOGNIZED ->
        throw new UnusableResource(
            "header " + name + ": unknown match type " + match.getTypeValue());
    };
  }

  /** Whether the header is there and its whole value matches. */
  boolean holds(Map<String, String> headers) {
    String actual = headers.get(name);
    if (actual == null) {
      return false;
    }
    return pattern == null ? actual.equals(value) : pattern.matches(actual);
  }

  private static Pattern compile(String name, String expression) {
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new UnusableResource(
          "header " + name + ": \"" + expression + "\" is not RE2: " + e.getDescription());
    }
  }
}
