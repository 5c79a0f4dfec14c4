package dev.airoute.controlplane.validate;

import java.util.regex.Pattern;

/** A path within an object, as Kubernetes prints it: {@code spec.rules[0].models[1]}. */
record FieldPath(String text) {
  static final FieldPath ROOT = new FieldPath("");

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

  FieldPath field(String name) {
    if (!NAME.matcher(name).matches()) {
      return new FieldPath(text + "[\"" + name + "\"]");
    }
    return new FieldPath(text.isEmpty() ? name : text + "." + name);
  }

  FieldPath index(int index) {
    return new FieldPath(text + "[" + index + "]");
  }

  @Override
  public String toString() {
    return text;
  }
}
