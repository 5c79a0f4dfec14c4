package dev.airoute.extproc;

import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where something listens: {@code unix:PATH} or {@code HOST:PORT}. */
sealed interface Address {
  record Unix(Path path) implements Address {
    /** The kernel's limit for the path of a socket, its end mark not counted. */
    private static final int LONGEST = 107;

    public Unix {
      if (path.toAbsolutePath().toString().length() > LONGEST) {
        throw new IllegalArgumentException(
            "the path of a Unix socket may have at most " + LONGEST + " characters: " + path);
      }
    }
  }

  record Tcp(String host, int port) implements Address {}

  static Address parse(String text) {
    if (text.startsWith("unix:")) {
      return new Unix(Path.of(text.substring("unix:".length())));
    }
    int colon = text.lastIndexOf(':');
    String port = text.substring(colon + 1);
    if (colon < 1 || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 0xffff) {
      throw new IllegalArgumentException("expected unix:PATH or HOST:PORT, got '" + text + "'");
    }
    String host = text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    return new Tcp(bracketed ? host.substring(1, host.length() - 1) : host, Integer.parseInt(port));
  }

  /** For options that take a TCP address only. */
  final class TcpConverter implements ITypeConverter<Tcp> {
    @Override
    public Tcp convert(String text) {
      if (new Converter().convert(text) instanceof Tcp tcp) {
        return tcp;
      }
      throw new TypeConversionException("expected HOST:PORT, got '" + text + "'");
    }
  }

  /** For the command line. */
  final class Converter implements ITypeConverter<Address> {
    @Override
    public Address convert(String text) {
      try {
        return parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
