package dev.airoute.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of metrics in Prometheus' text format, read strictly: every sample belongs to a declared type.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition formats</a>
 */
final class PrometheusText {
  private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
  private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\"";
  private static final Pattern SAMPLE =
      Pattern.compile("(%s)(\\{(?:%s(?:,%s)*,?)?\\})? (\\S+)".formatted(NAME, LABEL, LABEL));
  private static final Pattern TYPE =
      Pattern.compile("# TYPE (%s) (counter|gauge|histogram|summary|untyped)".formatted(NAME));
  private static final Pattern HELP = Pattern.compile("# HELP %s .*".formatted(NAME));

  private final Map<String, Double> samples = new LinkedHashMap<>();
  private final Set<String> families = new HashSet<>();

  PrometheusText(String page) {
    assertThat(page).endsWith("\n");
    page.lines().filter(line -> !line.isEmpty()).forEach(this::line);
    assertThat(samples).isNotEmpty();
  }

  private void line(String line) {
    if (line.startsWith("#")) {
      Matcher type = TYPE.matcher(line);
      if (type.matches()) {
        assertThat(families.add(type.group(1))).as("declared twice: %s", line).isTrue();
      } else {
        assertThat(line).matches(HELP);
      }
      return;
    }
    Matcher sample = SAMPLE.matcher(line);
    assertThat(sample.matches()).as("not a sample: %s", line).isTrue();
    String name = sample.group(1);
    assertThat(families)
        .as("no type for %s", line)
        .containsAnyOf(name, name.replaceFirst("_(bucket|sum|count)$", ""));
    String labels = sample.group(2) == null ? "" : sample.group(2);
    samples.put(name + labels, value(sample.group(3)));
  }

  private static double value(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  /** The sum of the samples of that name that have all of these labels, each given as {@code name="value"}. */
  double sum(String name, String... labels) {
    return samples.entrySet().stream()
        .filter(sample -> sample.getKey().matches(Pattern.quote(name) + "(\\{.*)?"))
        .filter(sample -> Set.of(labels).stream().allMatch(sample.getKey()::contains))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }
}
