package dev.airoute.extproc;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file of our Unix socket. */
record SocketFile(Path path) {
  private static final Logger log = LoggerFactory.getLogger(SocketFile.class);

  /** Makes room: removes what a process that was killed left behind, but nothing that is alive or not a socket. */
  void removeStale() throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    BasicFileAttributes attributes =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isOther()) {
      throw new FileAlreadyExistsException(path.toString(), null, "exists and is not a socket");
    }
    if (alive()) {
      throw new FileAlreadyExistsException(path.toString(), null, "another process listens there");
    }
    Files.delete(path);
  }

  /** Removes it for good; a socket that cannot be removed is a nuisance, not a failure. */
  void remove() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      log.warn("cannot remove socket={} cause=\"{}\"", path, e.toString());
    }
  }

  SocketFile beside(String suffix) {
    return new SocketFile(path.resolveSibling(path.getFileName() + suffix));
  }

  private boolean alive() {
    try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return probe.connect(UnixDomainSocketAddress.of(path));
    } catch (IOException e) {
      return false;
    }
  }
}
