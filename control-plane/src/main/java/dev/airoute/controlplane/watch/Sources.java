package dev.airoute.controlplane.watch;

import dev.airoute.api.Resource;
import dev.airoute.controlplane.validate.ObjectId;
import dev.airoute.controlplane.validate.Position;
import dev.airoute.controlplane.validate.Problem;
import dev.airoute.controlplane.validate.Validator;
import dev.airoute.controlplane.validate.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Several folders as one world. Nothing is given before every folder was read once, then one world per change of any. Of
 * an object that is in two folders, the one of the first folder counts. Called on the folders' threads, one at a time.
 */
public final class Sources implements AutoCloseable {
  private final int folders;
  private final Consumer<ResourceSet> listener;
  private final Map<Integer, ResourceSet> newest = new TreeMap<>();
  private final List<FolderWatcher> watchers = new ArrayList<>();

  private Sources(int folders, Consumer<ResourceSet> listener) {
    this.folders = folders;
    this.listener = listener;
  }

  /**
   * Starts to read; parameters as of {@link FolderWatcher#start}.
   *
   * @param live false: the one world of now is given before this returns, and no other
   */
  public static Sources open(
      List<Path> folders,
      boolean live,
      Validator validator,
      Map<String, String> environment,
      Consumer<ResourceSet> listener) {
    if (!live) {
      listener.accept(readOnce(folders, validator, environment));
      return new Sources(0, listener);
    }
    Sources sources = new Sources(folders.size(), listener);
    for (int i = 0; i < folders.size(); i++) {
      int number = i;
      sources.watchers.add(FolderWatcher.start(
          folders.get(i), validator, environment, world -> sources.read(number, world)));
    }
    return sources;
  }

  /** Reads files and folders once, as they are now. */
  public static ResourceSet readOnce(
      List<Path> paths, Validator validator, Map<String, String> environment) {
    List<YamlFile> files = new ArrayList<>();
    for (Path path : paths) {
      files.addAll(files(path));
    }
    return ResourceSet.of(validator.validate(files, environment));
  }

  private static List<YamlFile> files(Path path) {
    if (Files.isDirectory(path)) {
      try {
        return new Folder(path).read();
      } catch (IOException e) {
        // said in the words that a file has for it
      }
    }
    return List.of(YamlFile.read(path, path.toString()));
  }

  private synchronized void read(int number, ResourceSet world) {
    newest.put(number, world);
    if (newest.size() == folders) {
      listener.accept(joined(newest.values().stream().toList()));
    }
  }

  private static ResourceSet joined(List<ResourceSet> worlds) {
    if (worlds.size() == 1) {
      return worlds.getFirst();
    }
    Map<ObjectId, Integer> owners = new HashMap<>();
    Map<ObjectId, Position> positions = new HashMap<>();
    Set<ObjectId> outdated = new HashSet<>();
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < worlds.size(); i++) {
      ResourceSet world = worlds.get(i);
      problems.addAll(world.problems());
      for (Map.Entry<ObjectId, Position> object : world.positions().entrySet()) {
        Position first = positions.putIfAbsent(object.getKey(), object.getValue());
        if (first != null) {
          problems.add(duplicate(object.getKey(), object.getValue(), first));
          continue;
        }
        owners.put(object.getKey(), i);
        if (world.outdated().contains(object.getKey())) {
          outdated.add(object.getKey());
        }
      }
    }
    return new ResourceSet(
        owned(worlds, owners, ResourceSet::providers),
        owned(worlds, owners, ResourceSet::routes),
        owned(worlds, owners, ResourceSet::consumers),
        owned(worlds, owners, ResourceSet::secrets),
        positions,
        outdated,
        problems.stream().sorted().toList());
  }

  private static <R extends Resource> List<R> owned(
      List<ResourceSet> worlds,
      Map<ObjectId, Integer> owners,
      Function<ResourceSet, List<R>> kind) {
    List<R> owned = new ArrayList<>();
    for (int i = 0; i < worlds.size(); i++) {
      Integer world = i;
      kind.apply(worlds.get(i)).stream()
          .filter(resource -> world.equals(owners.get(ObjectId.of(resource))))
          .forEach(owned::add);
    }
    owned.sort(Comparator.comparing(Resource::name));
    return owned;
  }

  private static Problem duplicate(ObjectId object, Position position, Position first) {
    return new Problem(
        position,
        object.toString(),
        "",
        "is already at " + first + ", which is the one that counts",
        "rename or remove one of the two");
  }

  @Override
  public void close() {
    watchers.forEach(FolderWatcher::close);
  }
}
