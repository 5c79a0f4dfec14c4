package dev.airoute.controlplane.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LeashTest {
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void endAll() {
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  @Test
  void theChildIsTheProcessThatWasStarted() throws Exception {
    Process process = start(List.of("/bin/sh", "-c", "echo $$; exit 7"));
    try (BufferedReader lines = process.inputReader()) {
      assertThat(lines.readLine()).isEqualTo(Long.toString(process.pid()));
    }
    assertThat(process.waitFor()).isEqualTo(7);
  }

  @Test
  void argumentsArriveAsTheyAre() throws Exception {
    Process process =
        start(List.of("/bin/sh", "-c", "for a; do echo \"[$a]\"; done", "x", "a b", "", "$c", "'"));
    try (BufferedReader lines = process.inputReader()) {
      assertThat(lines.lines()).containsExactly("[a b]", "[]", "[$c]", "[']");
    }
  }

  @Test
  void theChildEndsWhenOurEndOfThePipeCloses() throws IOException {
    Process process = start(List.of("/bin/sh", "-c", "echo started; while :; do sleep 0.1; done"));
    process.inputReader().readLine();
    List<ProcessHandle> family = process.descendants().toList();
    // what the kernel does for us when we are killed
    process.getOutputStream().close();
    await().until(() -> !process.isAlive() && family.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void theWatcherDoesNotLookLikeTheChild() throws IOException {
    Process process =
        start(List.of("/bin/sh", "-c", "echo started; while :; do sleep 0.1; done", "my-child"));
    process.inputReader().readLine();
    assertThat(process.info().commandLine().orElseThrow()).contains("my-child");
    // for a moment, before it becomes its own program, it is a copy
    await()
        .untilAsserted(() -> assertThat(process.descendants())
            .isNotEmpty()
            .noneMatch(relative -> relative.info().commandLine().orElse("").contains("my-child")));
  }

  @Test
  void theChildIsOutOfReachOfTheTerminalsInterrupt() throws IOException {
    Process process = start(List.of("/bin/sh", "-c", "ps -o pgid= -p $$; cat /dev/null"));
    assertThat(process.inputReader().readLine().strip()).isEqualTo(Long.toString(process.pid()));
  }

  private Process start(List<String> command) throws IOException {
    Process process = new ProcessBuilder(Leash.attach(command)).start();
    processes.add(process);
    return process;
  }
}
