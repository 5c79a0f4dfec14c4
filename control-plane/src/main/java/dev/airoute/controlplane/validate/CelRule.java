package dev.airoute.controlplane.validate;

import org.jspecify.annotations.Nullable;

/**
 * A rule as the CRD writes it.
 *
 * @param message what is wrong, then {@code "; "} and what to do
 * @param fieldPath the field to blame, relative to where the rule stands, e.g. {@code .endpoint}
 */
record CelRule(String rule, String message, @Nullable String fieldPath) {
  private static final String SEPARATOR = "; ";

  String claim() {
    int end = message.indexOf(SEPARATOR);
    return end < 0 ? message : message.substring(0, end);
  }

  @Nullable
  String remedy() {
    int end = message.indexOf(SEPARATOR);
    return end < 0 ? null : message.substring(end + SEPARATOR.length());
  }
}
