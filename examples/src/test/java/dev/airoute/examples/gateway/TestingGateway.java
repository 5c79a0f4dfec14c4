package dev.airoute.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One {@code airoute run}, started as a user would. Any thread. */
public final class TestingGateway implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration END = Duration.ofSeconds(30);
  private static final String READY = "AIRoute is ready on ";

  private final @Nullable Folder folder;
  private final Path runtime;
  private final Map<String, Integer> ports = Map.of(
      "--port", freePort(),
      "--admin-port", freePort(),
      "--metrics-port", freePort(),
      "--ext-proc-metrics-port", freePort());
  private final Process process;
  private final Output output;
  private final Output errors;
  private final Set<ProcessHandle> family = ConcurrentHashMap.newKeySet();
  private volatile boolean killed;

  private TestingGateway(
      List<String> command, @Nullable Folder folder, Map<String, String> environment) {
    Path envoy = EnvoyBinary.path();
    this.folder = folder;
    try {
      // Short, because the path of a Unix socket may have about a hundred bytes only.
      this.runtime = Files.createTempDirectory(Path.of("/tmp"), "are2e-");
      ProcessBuilder builder = new ProcessBuilder(with(command, envoy));
      clean(builder.environment());
      builder.environment().putAll(environment);
      builder.environment().put("XDG_RUNTIME_DIR", runtime.toString());
      this.process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.output = new Output(process.getInputStream());
    this.errors = new Output(process.getErrorStream());
  }

  private List<String> with(List<String> command, Path envoy) {
    List<String> all = new ArrayList<>(command);
    ports.forEach((option, number) -> all.addAll(List.of(option, String.valueOf(number))));
    all.addAll(List.of("--envoy", envoy.toString()));
    // An unknown field would only be a warning otherwise.
    all.addAll(List.of("--envoy-arg", "--reject-unknown-dynamic-fields"));
    return all;
  }

  /** The developer's own keys must not decide what a test sees. */
  private static void clean(Map<String, String> environment) {
    environment.keySet().removeIf(name -> name.matches("(OPENAI|ANTHROPIC|CO|AIROUTE)_.*"));
  }

  /** {@code airoute run} on a new folder that {@code yaml} fills. Returns when it says that it is ready. */
  public static TestingGateway start(Consumer<Folder> yaml, Map<String, String> environment) {
    Folder folder = Folder.create();
    yaml.accept(folder);
    return started(new TestingGateway(airouteRun(folder.path().toString()), folder, environment));
  }

  /** {@code airoute run} on a folder of the repository. */
  public static TestingGateway startOn(String source, Map<String, String> environment) {
    String path = Repository.file(source).toString();
    return started(new TestingGateway(airouteRun(path), null, environment));
  }

  /** A script of the repository that ends in {@code airoute run} and passes its arguments on. */
  public static TestingGateway startScript(String script, Map<String, String> environment) {
    Jars.date();
    List<String> command = List.of(Repository.file(script).toString());
    return started(new TestingGateway(command, null, environment));
  }

  private static List<String> airouteRun(String source) {
    return List.of(Repository.file("control-plane/bin/airoute").toString(), "run", source);
  }

  private static TestingGateway started(TestingGateway gateway) {
    try {
      gateway.awaitReady();
    } catch (RuntimeException | Error e) {
      gateway.remove();
      throw e;
    }
    return gateway;
  }

  private void awaitReady() {
    await("the gateway to be ready")
        .atMost(START)
        .pollInterval(Duration.ofMillis(50))
        .failFast(
            () -> assertThat(process.isAlive()).as("%s", everythingPrinted()).isTrue())
        .untilAsserted(() ->
            assertThat(output.contains(READY)).as("%s", everythingPrinted()).isTrue());
    rememberFamily();
  }

  /** Where clients send requests, without a path. */
  public String url() {
    return url("--port");
  }

  public String adminUrl() {
    return url("--admin-port");
  }

  /** Of the control plane. */
  public String metricsUrl() {
    return url("--metrics-port");
  }

  public String extProcMetricsUrl() {
    return url("--ext-proc-metrics-port");
  }

  private String url(String option) {
    return "http://127.0.0.1:" + ports.get(option);
  }

  /** What {@link #start} was given to fill. */
  public Folder folder() {
    if (folder == null) {
      throw new IllegalStateException("the gateway runs on a folder of the repository");
    }
    return folder;
  }

  /** The lines of the access log, which goes to standard output. */
  public List<JsonNode> accessLog() {
    return output.lines().stream()
        .filter(line -> line.startsWith("{"))
        .map(JsonMapper.shared()::readTree)
        .toList();
  }

  public Output output() {
    return output;
  }

  public Output errors() {
    return errors;
  }

  public String everythingPrinted() {
    return "stdout:\n" + output + "\nstderr:\n" + errors;
  }

  public ProcessHandle envoy() {
    return child("Envoy", handle -> command(handle).contains("envoy"));
  }

  public ProcessHandle extProc() {
    return child("ext-proc", handle -> command(handle).contains("dev.airoute.extproc.Main"));
  }

  private ProcessHandle child(String name, Predicate<ProcessHandle> which) {
    rememberFamily();
    List<ProcessHandle> found =
        process.descendants().filter(ProcessHandle::isAlive).filter(which).toList();
    assertThat(found).as("processes that are %s", name).hasSize(1);
    return found.getFirst();
  }

  private static String command(ProcessHandle handle) {
    List<String> words = new ArrayList<>();
    handle
        .info()
        .command()
        .ifPresent(path -> words.add(Path.of(path).getFileName().toString()));
    handle.info().arguments().ifPresent(arguments -> words.addAll(List.of(arguments)));
    return String.join(" ", words);
  }

  private void rememberFamily() {
    process.descendants().forEach(family::add);
  }

  /** {@code kill -9} of the command itself. After it, {@link #close} still looks for what is left but its own folder. */
  public void kill() {
    rememberFamily();
    process.destroyForcibly();
    killed = true;
  }

  /** Ends as by Ctrl-C in a script (SIGTERM), and proves that nothing stays behind. */
  @Override
  public void close() {
    rememberFamily();
    // Process.destroy would close the pipes too, and lose what is printed last.
    process.toHandle().destroy();
    try {
      boolean ended = process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS);
      if (ended) {
        output.drain();
        errors.drain();
      }
      assertNothingLeft(ended);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      remove();
    }
  }

  /** By force, for what did not go by itself. */
  private void remove() {
    rememberFamily();
    family.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
    Folder.deleteTree(runtime);
    if (folder != null) {
      Folder.deleteTree(folder.path());
    }
  }

  private void assertNothingLeft(boolean ended) {
    assertThat(ended).as("ends within %s: %s", END, everythingPrinted()).isTrue();
    assertThat(family)
        .as("children that outlived the gateway")
        .allSatisfy(child -> await().atMost(Duration.ofSeconds(3)).until(() -> !child.isAlive()));
    assertThat(ports.values()).allSatisfy(TestingGateway::assertClosed);
    if (killed) {
      return;
    }
    try (Stream<Path> left = Files.walk(runtime)) {
      assertThat(left.filter(path -> !path.equals(runtime)))
          .as("files left behind")
          .isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertClosed(int port) {
    boolean open;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      open = socket.isConnected();
    } catch (IOException e) {
      open = false;
    }
    assertThat(open).as("port %d is still served", port).isFalse();
  }

  /**
   * A loopback port that nobody uses now, from below the range that outgoing connections take theirs from: one of those
   * could have it by the time it is listened on.
   */
  public static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(15_000, 30_000);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException _) {
        // Taken: another one.
      }
    }
  }
}
