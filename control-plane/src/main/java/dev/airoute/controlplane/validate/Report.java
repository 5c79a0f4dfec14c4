package dev.airoute.controlplane.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The problems of one document, in the order found. Used by one thread. */
final class Report {
  private static final int LONGEST_QUOTE = 60;
  private static final Pattern URL_PASSWORD = Pattern.compile("//[^/@]*@");

  private final List<Problem> problems = new ArrayList<>();
  private @Nullable String object;
  private boolean secret;

  /**
   * What the document turned out to be.
   *
   * @param secret whether its values must not be quoted
   */
  void about(String object, boolean secret) {
    this.object = object;
    this.secret = secret;
  }

  void add(Position position, FieldPath path, String message, @Nullable String remedy) {
    problems.add(new Problem(position, object, path.text(), message, remedy));
  }

  int count() {
    return problems.size();
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** A value as the user wrote it, in quotes; never one of a Secret, never one that a variable stands for. */
  String quote(YamlNode.Scalar scalar) {
    return secret ? "the value" : "\"" + shortened(scalar) + "\"";
  }

  /** The same without quotes. */
  String show(YamlNode.Scalar scalar) {
    return secret ? "the value" : shortened(scalar);
  }

  private static String shortened(YamlNode.Scalar scalar) {
    String written = URL_PASSWORD.matcher(scalar.written()).replaceAll("//***@");
    String line = written.lines().findFirst().orElse("");
    boolean whole = line.length() == written.length();
    return whole && line.length() <= LONGEST_QUOTE
        ? line
        : line.substring(0, Math.min(line.length(), LONGEST_QUOTE)) + "…";
  }
}
