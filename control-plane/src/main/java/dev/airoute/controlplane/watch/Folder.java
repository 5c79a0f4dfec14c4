package dev.airoute.controlplane.watch;

import dev.airoute.controlplane.validate.YamlFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The YAML files of a folder: {@code *.yaml} and {@code *.yml}, not hidden, not in folders below. Follows symbolic links,
 * so that the volume of a ConfigMap ({@code x.yaml} to {@code ..data/x.yaml}, swapped as a whole) reads like any other.
 */
public final class Folder {
  /** Cheap to take; differs if a file has probably changed. */
  record Stamp(long size, FileTime modified, @Nullable Object key) {}

  private final Path path;

  public Folder(Path path) {
    this.path = path;
  }

  /** Reads all files, in the order of their names. */
  public List<YamlFile> read() throws IOException {
    List<YamlFile> files = new ArrayList<>();
    for (Path file : files()) {
      YamlFile read = YamlFile.read(file, file.toString());
      if (Files.exists(file)) {
        files.add(read);
      }
    }
    return files;
  }

  Map<String, Stamp> stamps() throws IOException {
    Map<String, Stamp> stamps = new TreeMap<>();
    for (Path file : files()) {
      try {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        stamps.put(
            file.toString(),
            new Stamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey()));
      } catch (IOException e) {
        stamps.put(file.toString(), new Stamp(-1, FileTime.fromMillis(0), null));
      }
    }
    return stamps;
  }

  private List<Path> files() throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path, Folder::isYaml)) {
      List<Path> files = new ArrayList<>();
      entries.forEach(files::add);
      files.sort(null);
      return files;
    } catch (DirectoryIteratorException | UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static boolean isYaml(Path file) {
    String name = file.getFileName().toString();
    return (name.endsWith(".yaml") || name.endsWith(".yml"))
        && !name.startsWith(".")
        && !Files.isDirectory(file);
  }
}
