package dev.airoute.controlplane.serve;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file of a Unix socket: whoever may open it is told every provider key, so only our own user may. */
record SocketFile(Path path) {
  private static final Logger log = LoggerFactory.getLogger(SocketFile.class);

  /** Removes what a process that was killed has left behind, but nothing that is in use or not a socket. */
  void removeStale() throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    boolean socket = Files.readAttributes(
            path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .isOther();
    if (!socket) {
      throw new FileAlreadyExistsException(path.toString(), null, "exists and is not a socket");
    }
    if (inUse()) {
      throw new FileAlreadyExistsException(
          path.toString(), null, "another process listens on this socket");
    }
    Files.delete(path);
  }

  private boolean inUse() throws IOException {
    try (SocketChannel connected = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      return connected.isConnected();
    } catch (ConnectException refused) {
      return false;
    }
  }

  void restrictToOwner() throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
  }

  void remove() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException failed) {
      log.warn("cannot remove socket path={} cause=\"{}\"", path, failed.getMessage());
    }
  }
}
