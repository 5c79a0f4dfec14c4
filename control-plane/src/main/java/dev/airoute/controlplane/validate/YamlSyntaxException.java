package dev.airoute.controlplane.validate;

/** Text that is not YAML of the kind we take. Stays within the package: becomes a {@link Problem} of the file. */
final class YamlSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  YamlSyntaxException(Position position, String message, String remedy) {
    super(message, null, false, false);
    this.problem = new Problem(position, null, "", message, remedy);
  }

  Problem problem() {
    return problem;
  }
}
