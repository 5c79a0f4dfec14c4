package dev.airoute.controlplane.watch;

import dev.airoute.controlplane.validate.CheckedFile;
import dev.airoute.controlplane.validate.Position;
import dev.airoute.controlplane.validate.Problem;
import dev.airoute.controlplane.validate.Validator;
import dev.airoute.controlplane.validate.YamlFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a folder, and again whenever it changes. Gives the first world as soon as it is read, then one whenever the content
 * is another, always on its own single thread. Changes are held until the folder was quiet for 50 ms, at most 500 ms, and
 * as long when a file is gone or empty, since many editors save that way. A look at sizes and times every second finds
 * what no event told of (links to elsewhere, network file systems).
 */
public final class FolderWatcher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FolderWatcher.class);
  private static final Duration QUIET = Duration.ofMillis(50);
  private static final Duration LONGEST_HOLD = Duration.ofMillis(500);
  private static final Duration RESCAN = Duration.ofSeconds(1);

  private final Path path;
  private final Folder folder;
  private final Function<YamlFile, CheckedFile> check;
  private final Consumer<ResourceSet> listener;
  private final FolderEvents events;
  private final Thread thread;
  private final LastGood lastGood = new LastGood();
  /** Null when the folder could not be looked at: not the same as an empty folder. */
  private @Nullable Map<String, Folder.Stamp> stamps;

  private Map<YamlFile, CheckedFile> checked = Map.of();
  private @Nullable ResourceSet current;

  private FolderWatcher(
      Path path, Function<YamlFile, CheckedFile> check, Consumer<ResourceSet> listener) {
    this.path = path;
    this.folder = new Folder(path);
    this.check = check;
    this.listener = listener;
    this.events = new FolderEvents(path);
    this.thread = Thread.ofPlatform().name("folder-watcher").unstarted(this::run);
  }

  /**
   * Starts reading.
   *
   * @param environment for {@code ${VAR}}; usually {@link System#getenv()}
   * @param listener called on the watcher's thread, never twice at a time; what it throws is logged and changes nothing
   */
  public static FolderWatcher start(
      Path folder,
      Validator validator,
      Map<String, String> environment,
      Consumer<ResourceSet> listener) {
    Map<String, String> variables = Map.copyOf(environment);
    return start(folder, file -> validator.check(file, variables), listener);
  }

  static FolderWatcher start(
      Path folder, Function<YamlFile, CheckedFile> check, Consumer<ResourceSet> listener) {
    FolderWatcher watcher = new FolderWatcher(folder, check, listener);
    watcher.thread.start();
    return watcher;
  }

  /** Ends the thread, after the call to the listener that is under way. */
  @Override
  public void close() {
    events.close();
    if (Thread.currentThread() != thread) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void run() {
    try {
      boolean changed = true;
      events.await(Duration.ZERO);
      while (!events.isClosed()) {
        if (changed) {
          holdUntilQuiet();
          tryToReload();
        }
        changed = events.await(RESCAN) || stampsChanged();
      }
    } catch (InterruptedException e) {
      log.warn("folder is no longer watched folder={} reason=interrupted", path);
    }
  }

  private void holdUntilQuiet() throws InterruptedException {
    if (current == null) {
      return;
    }
    long end = System.nanoTime() + LONGEST_HOLD.toNanos();
    while (System.nanoTime() < end) {
      boolean busy = events.await(QUIET);
      if (!busy && !saveUnderWay()) {
        return;
      }
    }
  }

  /** A file that is gone or became empty may be in the middle of being saved. */
  private boolean saveUnderWay() {
    Map<String, Folder.Stamp> before = stamps == null ? Map.of() : stamps;
    try {
      Map<String, Folder.Stamp> now = folder.stamps();
      return before.entrySet().stream().anyMatch(known -> {
        Folder.Stamp stamp = now.get(known.getKey());
        return stamp == null || (stamp.size() == 0 && known.getValue().size() > 0);
      });
    } catch (IOException e) {
      return true;
    }
  }

  private boolean stampsChanged() {
    try {
      return !folder.stamps().equals(stamps);
    } catch (IOException e) {
      return stamps != null;
    }
  }

  /** A fault in what one reading found, or in what became of it, must not end the watch: the next edit may mend it. */
  @SuppressWarnings("CatchingUnchecked")
  private void tryToReload() {
    try {
      reload();
    } catch (RuntimeException | StackOverflowError e) {
      log.error("change is not taken, the next may mend it folder={}", path, e);
    }
  }

  private void reload() {
    long start = System.nanoTime();
    ResourceSet next = read();
    if (!next.equals(current) && !events.isClosed()) {
      current = next;
      log.info(
          "read folder={} providers={} routes={} consumers={} secrets={} problems={} took={}ms",
          path,
          next.providers().size(),
          next.routes().size(),
          next.consumers().size(),
          next.secrets().size(),
          next.problems().size(),
          Duration.ofNanos(System.nanoTime() - start).toMillis());
      listener.accept(next);
    }
  }

  /** Only files whose text changed are checked again. */
  private ResourceSet read() {
    try {
      stamps = folder.stamps();
      Map<YamlFile, CheckedFile> results = new HashMap<>();
      List<CheckedFile> files = new ArrayList<>();
      Set<String> empty = new HashSet<>();
      for (YamlFile file : folder.read()) {
        CheckedFile known = checked.get(file);
        CheckedFile result = known == null ? check.apply(file) : known;
        results.put(file, result);
        files.add(result);
        if (file.unreadable() == null && file.text().isBlank()) {
          empty.add(file.name());
        }
      }
      checked = results;
      return lastGood.update(files, empty);
    } catch (IOException e) {
      stamps = null;
      return lastGood.unreadable(new Problem(
          Position.ofFile(path.toString()),
          null,
          "",
          "cannot be read as a folder",
          "check its name and permissions"));
    }
  }
}
