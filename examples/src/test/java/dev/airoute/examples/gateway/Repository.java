package dev.airoute.examples.gateway;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where things are in the checkout. */
public final class Repository {
  private static final Path ROOT = root();

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("control-plane/pom.xml"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("the tests must run within a checkout");
      }
    }
    return folder;
  }

  public static Path file(String path) {
    return ROOT.resolve(path);
  }

  private Repository() {}
}
