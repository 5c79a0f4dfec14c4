package dev.airoute.controlplane.validate;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a scalar without quotes means to Kubernetes' tools, which read YAML 1.1 with some of 1.2: {@code yes}, {@code on}
 * and their like are booleans, {@code 017} and {@code 0o17} are octal, dates and {@code 1:30} are text.
 */
final class PlainScalar {
  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> TRUES =
      Set.of("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "y", "Y");
  private static final Set<String> FALSES =
      Set.of("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF", "n", "N");
  private static final Pattern INTEGER =
      Pattern.compile("[-+]?(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|[1-9][0-9]*|0)");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

  private PlainScalar() {}

  static @Nullable Object resolve(String text) {
    if (NULLS.contains(text)) {
      return null;
    }
    if (TRUES.contains(text)) {
      return true;
    }
    if (FALSES.contains(text)) {
      return false;
    }
    String digits = Character.isLetter(text.charAt(0)) ? text : text.replace("_", "");
    if (INTEGER.matcher(digits).matches()) {
      return integer(digits);
    }
    return FLOAT.matcher(digits).matches() ? floating(digits) : text;
  }

  private static Object integer(String text) {
    boolean negative = text.startsWith("-");
    String digits = negative || text.startsWith("+") ? text.substring(1) : text;
    BigInteger absolute = unsigned(digits.toLowerCase(Locale.ROOT));
    BigInteger value = negative ? absolute.negate() : absolute;
    return value.bitLength() < Long.SIZE
        ? (Object) value.longValue()
        : (Object) value.doubleValue();
  }

  private static BigInteger unsigned(String digits) {
    if (digits.startsWith("0x")) {
      return new BigInteger(digits.substring(2), 16);
    }
    if (digits.startsWith("0b")) {
      return new BigInteger(digits.substring(2), 2);
    }
    if (digits.startsWith("0o")) {
      return new BigInteger(digits.substring(2), 8);
    }
    return new BigInteger(digits, digits.startsWith("0") ? 8 : 10);
  }

  /** A whole value is an integer, since Kubernetes' tools turn it into one on their way through JSON. */
  private static Object floating(String text) {
    double value = Double.parseDouble(text);
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? (Object) (long) value
        : (Object) value;
  }
}
