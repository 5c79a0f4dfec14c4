package dev.airoute.controlplane.ir;

/** A model's name, or the beginning of names followed by {@code *}. */
public record ModelPattern(String text) implements Comparable<ModelPattern> {
  public ModelPattern {
    if (!isValid(text)) {
      throw new IllegalArgumentException("not a model or a prefix followed by *: " + text);
    }
  }

  public static boolean isValid(String text) {
    int wildcard = text.indexOf('*');
    return !text.isEmpty() && (wildcard < 0 || wildcard == text.length() - 1);
  }

  @Override
  public int compareTo(ModelPattern other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
