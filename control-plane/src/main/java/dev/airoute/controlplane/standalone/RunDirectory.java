package dev.airoute.controlplane.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A private folder for the sockets and files of one run, gone when the run ends.
 *
 * <p>A lock file is held for as long as the run lives. Folders of runs that were killed have nobody holding theirs, and
 * are swept when the next run starts.
 */
public final class RunDirectory implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RunDirectory.class);
  private static final String PREFIX = "airoute-";
  private static final String LOCK = "lock";

  /** What sun_path of a Unix socket address takes on the systems we know (Linux 107, macOS 103). */
  private static final int LONGEST_SOCKET_PATH = 103;

  /** Room for the name of a socket in the folder. */
  private static final int LONGEST_SOCKET_NAME = 16;

  private final Path path;
  private final FileChannel lock;

  private RunDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /** The user's own runtime folder where the system has one, then the usual temporary folders. */
  public static List<Path> usualParents() {
    return Stream.of(System.getenv("XDG_RUNTIME_DIR"), System.getProperty("java.io.tmpdir"), "/tmp")
        .filter(parent -> parent != null && !parent.isEmpty())
        .map(Path::of)
        .distinct()
        .toList();
  }

  /** Makes the folder in the first parent that is writable and short enough for Unix sockets. */
  public static RunDirectory create(List<Path> parents) {
    for (Path parent : parents) {
      if (Files.isWritable(parent) && shortEnough(parent)) {
        sweep(parent);
        return createIn(parent);
      }
    }
    throw new StartupException(
        "no folder for sockets: none of %s is writable and at most %d bytes long; set TMPDIR to one that is"
            .formatted(parents, LONGEST_SOCKET_PATH - LONGEST_SOCKET_NAME - PREFIX.length() - 20));
  }

  private static boolean shortEnough(Path parent) {
    int parentLength = parent.toString().getBytes(StandardCharsets.UTF_8).length;
    // createTempDirectory appends up to 19 digits
    return parentLength + 1 + PREFIX.length() + 19 + LONGEST_SOCKET_NAME <= LONGEST_SOCKET_PATH;
  }

  private static RunDirectory createIn(Path parent) {
    try {
      var onlyOwner =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
      Path path = Files.createTempDirectory(parent, PREFIX, onlyOwner);
      FileChannel lock = FileChannel.open(
          path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      lock.lock();
      return new RunDirectory(path, lock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void sweep(Path parent) {
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path leftover : leftovers) {
        Path lockFile = leftover.resolve(LOCK);
        if (Files.isWritable(lockFile) && abandoned(lockFile)) {
          deleteAll(leftover);
          log.info("removed the folder of a run that was killed path={}", leftover);
        }
      }
    } catch (IOException e) {
      log.debug("could not look for leftovers parent={}", parent, e);
    }
  }

  private static boolean abandoned(Path lockFile) {
    try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
        FileLock gained = channel.tryLock()) {
      return gained != null;
    } catch (IOException | java.nio.channels.OverlappingFileLockException e) {
      return false;
    }
  }

  Path path() {
    return path;
  }

  Path file(String name) {
    return path.resolve(name);
  }

  /** A place for a Unix socket; its name is short enough for {@code sun_path}. */
  Path socket(String name) {
    if (name.length() > LONGEST_SOCKET_NAME) {
      throw new IllegalArgumentException("socket name too long: " + name);
    }
    return path.resolve(name);
  }

  @Override
  public void close() {
    try {
      deleteAll(path);
      lock.close();
    } catch (IOException e) {
      log.warn("could not remove the run folder path={} reason=\"{}\"", path, e.getMessage());
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : deepestFirst) {
      Files.deleteIfExists(each);
    }
  }
}
