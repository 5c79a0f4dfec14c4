package dev.airoute.controlplane.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of the jar we run from, as Maven recorded it there. */
final class Version implements IVersionProvider {
  private static final String POM_PROPERTIES =
      "/META-INF/maven/dev.airoute/airoute-control-plane/pom.properties";

  @Override
  public String[] getVersion() throws IOException {
    return new String[] {"airoute " + number(), "Java " + Runtime.version()};
  }

  private static String number() throws IOException {
    try (InputStream stream = Version.class.getResourceAsStream(POM_PROPERTIES)) {
      if (stream == null) {
        return "(not from a jar)";
      }
      Properties properties = new Properties();
      properties.load(stream);
      return properties.getProperty("version", "(unknown)");
    }
  }
}
