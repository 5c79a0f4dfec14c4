package dev.airoute.controlplane.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Ties a child to our life, whatever ends it.
 *
 * <p>The child's standard input is a pipe that only we hold open. Before the shell becomes the child, it leaves a watcher
 * that waits for the end of that pipe and then ends the child: this also happens after {@code kill -9} of the control
 * plane, and needs neither Linux' parent-death signal nor any cooperation. The child has the process id that we started,
 * so its exit code and signals are ours to see.
 *
 * <p>Where the system has a way, the child gets a session of its own. Ctrl-C in a terminal goes to the whole foreground
 * group, and would otherwise end Envoy before it could finish what it is serving.
 */
final class Leash {
  /** Gets the child's process id; a shell of its own, so that its command line does not look like the child's. */
  private static final String WATCH = """
      cat >/dev/null
      kill -TERM $1
      for second in 1 2 3 4 5; do kill -0 $1 || exit; sleep 1; done
      kill -KILL $1
      """;

  private static final String WATCH_THEN_BECOME = """
      exec 3<&0
      /bin/sh -c "$0" airoute-leash $$ <&3 3<&- >/dev/null 2>&1 &
      exec 3<&-
      exec "$@" </dev/null
      """;

  private Leash() {}

  static List<String> attach(List<String> command) {
    List<String> leashed = new ArrayList<>(ownSession());
    leashed.addAll(List.of("/bin/sh", "-c", WATCH_THEN_BECOME, WATCH));
    leashed.addAll(command);
    return leashed;
  }

  private static List<String> ownSession() {
    return onPath("setsid")
        .map(setsid -> List.of(setsid.toString()))
        .or(() -> onPath("perl")
            .map(perl ->
                List.of(perl.toString(), "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV or die $!")))
        .orElse(List.of());
  }

  private static Optional<Path> onPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    return Pattern.compile(":")
        .splitAsStream(path)
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
