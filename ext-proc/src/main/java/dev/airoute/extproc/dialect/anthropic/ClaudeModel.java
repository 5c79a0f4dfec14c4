package dev.airoute.extproc.dialect.anthropic;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a model takes, as far as its name tells: {@code claude-opus-4-7}, {@code claude-3-5-sonnet-20241022}. A name that
 * tells nothing counts as the present generation without its bans, so that a new model or another vendor's gets what the
 * client asked for, and answers for itself.
 *
 * @param version major times a hundred plus minor; 0 when unknown
 */
public record ClaudeModel(String family, int version) {
  private static final Pattern FAMILY_FIRST =
      Pattern.compile("claude-([a-z]+)-(\\d{1,2})(?:[-.](\\d{1,2}))?(?!\\d)");
  private static final Pattern VERSION_FIRST =
      Pattern.compile("claude-(\\d)(?:[-.](\\d{1,2}))?-([a-z]+)");

  public static ClaudeModel of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    Matcher matcher = FAMILY_FIRST.matcher(lower);
    if (matcher.find()) {
      return new ClaudeModel(matcher.group(1), version(matcher.group(2), matcher.group(3)));
    }
    matcher = VERSION_FIRST.matcher(lower);
    if (matcher.find()) {
      return new ClaudeModel(matcher.group(3), version(matcher.group(1), matcher.group(2)));
    }
    return new ClaudeModel("", 0);
  }

  private static int version(String major, @Nullable String minor) {
    return Integer.parseInt(major) * 100 + (minor == null ? 0 : Integer.parseInt(minor));
  }

  private boolean known() {
    return version > 0;
  }

  /** Extended thinking came with 3.7. */
  public boolean thinks() {
    return !known() || version >= 307;
  }

  /** Thinking of type adaptive, and {@code output_config.effort}, came with 4.6. */
  public boolean adapts() {
    return !known() || version >= 406;
  }

  /** From Opus 4.7 on, budgets and temperature, top_p and top_k are refused. */
  public boolean refusesBudgetsAndSampling() {
    return known() && (version >= 500 || (family.equals("opus") && version >= 407));
  }

  /** From 4.1 on, temperature and top_p exclude each other. */
  public boolean takesOneOfTemperatureAndTopP() {
    return known() && version >= 401;
  }
}
