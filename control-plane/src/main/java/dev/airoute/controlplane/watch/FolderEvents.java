package dev.airoute.controlplane.watch;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for something to happen in a folder. Follows the folder when it is replaced; where the system has no more watches
 * to give, every wait simply takes its time. One thread waits, any thread closes.
 */
final class FolderEvents implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FolderEvents.class);

  private final Path folder;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final @Nullable WatchService service;
  private @Nullable WatchKey key;
  private @Nullable Object watched;

  FolderEvents(Path folder) {
    this.folder = folder;
    this.service = open(folder);
  }

  /** Whether something happened before the time was over. */
  boolean await(Duration time) throws InterruptedException {
    if (service == null) {
      closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
      return false;
    }
    try {
      register(service);
      WatchKey signalled = service.poll(time.toMillis(), TimeUnit.MILLISECONDS);
      if (signalled == null) {
        return false;
      }
      signalled.pollEvents();
      if (!signalled.reset()) {
        watched = null;
      }
      return true;
    } catch (ClosedWatchServiceException e) {
      return false;
    }
  }

  boolean isClosed() {
    return closed.getCount() == 0;
  }

  @Override
  public void close() {
    closed.countDown();
    if (service != null) {
      try {
        service.close();
      } catch (IOException e) {
        log.warn("watch did not close folder={} reason={}", folder, e.getMessage());
      }
    }
  }

  /** Puts the watch on what the path leads to now. */
  private void register(WatchService open) {
    try {
      Object current = Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
      if (watched != null && Objects.equals(watched, current)) {
        return;
      }
      if (key != null) {
        key.cancel();
      }
      key = folder.register(
          open,
          StandardWatchEventKinds.ENTRY_CREATE,
          StandardWatchEventKinds.ENTRY_MODIFY,
          StandardWatchEventKinds.ENTRY_DELETE);
      watched = current == null ? folder : current;
    } catch (IOException e) {
      watched = null;
      log.debug("folder cannot be watched folder={} reason={}", folder, e.getMessage());
    }
  }

  private static @Nullable WatchService open(Path folder) {
    try {
      return folder.getFileSystem().newWatchService();
    } catch (IOException e) {
      log.warn(
          "no watch for folder={} reason={}, looking at it every second instead",
          folder,
          e.getMessage());
      return null;
    }
  }
}
