package dev.airoute.controlplane.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SupervisorTest {
  private static final Backoff QUICK =
      new Backoff(Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMinutes(1));
  private static final String WAIT_FOR_EVER = "while :; do sleep 0.1; done";

  /** No system takes a NUL in a command line: starting fails, as it does where memory or files are short. */
  private static final List<String> NOT_STARTABLE = List.of("/bin/true", "\0");

  @TempDir
  Path folder;

  private final Queue<String> output = new ConcurrentLinkedQueue<>();
  private final Queue<String> errors = new ConcurrentLinkedQueue<>();
  private final Queue<Supervisor> started = new ConcurrentLinkedQueue<>();
  private final Counter restarts = new SimpleMeterRegistry().counter("restarts");

  @AfterEach
  void stopAll() {
    started.forEach(supervisor -> supervisor.stop(Duration.ofMillis(100)));
  }

  @Test
  void carriesOutputAndErrorsAway() {
    supervise("echo one; echo two >&2; " + WAIT_FOR_EVER);
    await().until(() -> output.contains("one") && errors.contains("two"));
  }

  @Test
  void startsAKilledChildAgain() {
    Supervisor supervisor = supervise("echo started; " + WAIT_FOR_EVER);
    supervisor.established();
    await().until(() -> output.size() == 1);
    long first = supervisor.pid().orElseThrow();
    ProcessHandle.of(first).orElseThrow().destroyForcibly();
    await().until(() -> output.size() == 2);
    assertThat(supervisor.pid())
        .isPresent()
        .hasValueSatisfying(pid -> assertThat(pid).isNotEqualTo(first));
    assertThat(restarts.count()).isEqualTo(1);
  }

  @Test
  void givesUpWhatNeverBecameReady() throws Exception {
    Supervisor supervisor = supervise("echo broken >&2; exit 3");
    String reason = supervisor.givenUp().get(10, TimeUnit.SECONDS);
    assertThat(reason).contains("fake died 3 times", "exit code 3");
    await().untilAsserted(() -> assertThat(errors).containsExactly("broken", "broken", "broken"));
  }

  @Test
  void neverGivesUpWhatWasReadyOnce() {
    Supervisor supervisor = supervise("echo started; exit 3");
    supervisor.established();
    await().until(() -> output.size() > 6);
    assertThat(supervisor.givenUp()).isNotDone();
  }

  @Test
  void saysSoWhenTheProgramCannotBeStarted() throws Exception {
    Supervisor supervisor = supervise(List.of(folder.resolve("missing").toString()));
    assertThat(supervisor.givenUp().get(10, TimeUnit.SECONDS)).contains("exit code 127");
  }

  @Test
  void givesUpWhatTheSystemNeverLetStart() throws Exception {
    Supervisor supervisor = supervise(NOT_STARTABLE);
    assertThat(supervisor.givenUp().get(10, TimeUnit.SECONDS))
        .contains("fake died 3 times", "cannot be started");
  }

  @Test
  void keepsTryingWhatTheSystemDoesNotLetStartNow() {
    Supervisor supervisor = supervisor(NOT_STARTABLE);
    supervisor.established();
    supervisor.start();
    await().until(() -> restarts.count() > 6);
    assertThat(supervisor.givenUp()).isNotDone();
  }

  @Test
  void stopsGentlyAndLeavesNothing() throws Exception {
    Path trace = folder.resolve("trace");
    Supervisor supervisor =
        supervise("trap 'echo gentle >" + trace + "; exit 0' TERM; echo started; " + WAIT_FOR_EVER);
    await().until(() -> output.contains("started"));
    ProcessHandle child = ProcessHandle.of(supervisor.pid().orElseThrow()).orElseThrow();
    List<ProcessHandle> family = child.descendants().toList();
    supervisor.stop(Duration.ofSeconds(5));
    assertThat(trace).hasContent("gentle");
    assertThat(child.isAlive()).isFalse();
    assertThat(family).isNotEmpty();
    await().until(() -> family.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(restarts.count()).isZero();
  }

  @Test
  void killsWhatDoesNotListen() {
    Supervisor supervisor = supervise("trap '' TERM; echo started; " + WAIT_FOR_EVER);
    await().until(() -> output.contains("started"));
    ProcessHandle child = ProcessHandle.of(supervisor.pid().orElseThrow()).orElseThrow();
    supervisor.stop(Duration.ofMillis(200));
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void handsNothingOfOurEnvironmentToTheChild() {
    supervise("env; echo done; " + WAIT_FOR_EVER);
    await().until(() -> output.contains("done"));
    // PWD, OLDPWD, SHLVL and _ are the shell's own
    assertThat(output)
        .contains("GREETING=hello")
        .noneMatch(line -> line.startsWith("HOME=") || line.startsWith("JAVA_HOME="));
  }

  private Supervisor supervise(String script) {
    return supervise(List.of("/bin/sh", "-c", script));
  }

  private Supervisor supervise(List<String> command) {
    Supervisor supervisor = supervisor(command);
    supervisor.start();
    return supervisor;
  }

  private Supervisor supervisor(List<String> command) {
    ChildSpec spec = new ChildSpec(
        "fake",
        command,
        Map.of("GREETING", "hello", "PATH", "/usr/bin:/bin"),
        output::add,
        errors::add);
    Supervisor supervisor = new Supervisor(spec, QUICK, restarts);
    started.add(supervisor);
    return supervisor;
  }
}
