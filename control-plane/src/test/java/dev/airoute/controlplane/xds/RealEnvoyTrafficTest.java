package dev.airoute.controlplane.xds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running Envoy makes of the resources where no external processor is needed to see it. */
final class RealEnvoyTrafficTest {
  private static final String OBJECTS = """
      kind: AIProvider
      metadata: {name: local}
      spec:
        type: OpenAICompatible
        endpoint: {url: "http://127.0.0.1:%d"}
        credentials: {apiKey: {secretRef: {name: keys, key: key}}}
      ---
      kind: Secret
      metadata: {name: keys}
      stringData: {key: key-of-the-provider}
      """;
  private static final String REQUEST = """
      POST /endless HTTP/1.1\r
      host: gateway\r
      content-length: 2\r
      \r
      {}""";
  private static final int SLOW_CLIENTS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Process> processes = new ArrayList<>();

  @TempDir
  Path folder;

  @BeforeEach
  void needsEnvoy() {
    assumeThat(TestingEnvoy.find()).as("no Envoy: set ENVOY to its binary").isPresent();
  }

  @AfterEach
  void end() {
    processes.forEach(process -> process.destroyForcibly().onExit().join());
    client.close();
  }

  @Test
  void withoutAProcessorAnswersInTheCallersDialectAndSaysWhy() throws Exception {
    try (FakeProvider provider = new FakeProvider()) {
      StandInEnvoy config = config(provider);
      start(config);

      HttpResponse<String> openai = post(config, "/v1/chat/completions?key=of-the-caller");
      HttpResponse<String> anthropic = post(config, "/v1/messages");

      assertUnavailable(openai, anthropic);
      assertThat(processorFailures(2))
          .contains("\"path\":\"/v1/chat/completions\"", "\"place\":\"gateway\"")
          .doesNotContain("of-the-caller");
    }
  }

  @Test
  void withoutATranslationAnswersInTheCallersDialectAndSendsNothingUpstream() throws Exception {
    try (FakeProvider provider = new FakeProvider()) {
      StandInEnvoy config = config(provider);
      config.routeTo("default/local");
      start(config);

      assertUnavailable(post(config, "/v1/chat/completions"), post(config, "/v1/messages"));
      assertThat(processorFailures(2)).contains("\"place\":\"hop/default/local@");
      assertThat(provider.paths()).isEmpty();
    }
  }

  @Test
  void theProviderGetsItsOwnKeyAndNothingOfTheCallers() throws Exception {
    try (FakeProvider provider = new FakeProvider()) {
      StandInEnvoy config = straightTo(provider);
      start(config);

      HttpResponse<String> response = send(request(config, "/small")
          .header("authorization", "Bearer key-of-the-caller")
          .header("x-api-key", "key-of-the-caller")
          .header("cookie", "session=of-the-caller")
          .header("x-forwarded-for", "10.9.8.7")
          .header("x-airoute-route", "spoofed")
          .header("x-envoy-attempt-count", "7")
          .build());

      assertThat(response.body()).isEqualTo("ok");
      assertThat(provider.headers("/small").get("authorization"))
          .containsExactly("Bearer key-of-the-provider");
      assertThat(provider.headers("/small").toString())
          .doesNotContain("of-the-caller", "10.9.8.7", "spoofed")
          .doesNotContainIgnoringCase("x-airoute", "x-envoy", "x-forwarded");
    }
  }

  @Test
  void clientsThatStopReadingDoNotStallOthers() throws Exception {
    try (FakeProvider provider = new FakeProvider()) {
      StandInEnvoy config = straightTo(provider);
      start(config);
      List<Socket> slow = new ArrayList<>();
      try {
        for (int i = 0; i < SLOW_CLIENTS; i++) {
          slow.add(askAndNeverRead(config.port()));
        }
        await()
            .atMost(PATIENCE.multipliedBy(3))
            .pollInterval(Duration.ofMillis(500))
            .until(new Stalled(provider)::holds);

        HttpResponse<String> response = post(config, "/small");

        assertThat(response.body()).isEqualTo("ok");
      } finally {
        for (Socket socket : slow) {
          socket.close();
        }
      }
    }
  }

  /** Nothing more is taken from the provider between one look and the next. */
  private static final class Stalled {
    private final FakeProvider provider;
    private long seen;

    Stalled(FakeProvider provider) {
      this.provider = provider;
    }

    boolean holds() {
      long before = seen;
      seen = provider.written();
      return seen > 0 && seen == before;
    }
  }

  private static Socket askAndNeverRead(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setReceiveBufferSize(4096);
    socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static void assertUnavailable(
      HttpResponse<String> openai, HttpResponse<String> anthropic) {
    assertThat(openai.statusCode()).isEqualTo(503);
    assertThat(openai.headers().firstValue("content-type")).contains("application/json");
    assertThat(openai.body().strip())
        .isEqualTo(
            "{\"error\":{\"code\":\"processor_unavailable\",\"message\":\"the gateway's processor is"
                + " unavailable\",\"param\":null,\"type\":\"server_error\"}}");
    assertThat(anthropic.statusCode()).isEqualTo(503);
    assertThat(anthropic.body().strip())
        .isEqualTo("{\"error\":{\"message\":\"the gateway's processor is"
            + " unavailable\",\"type\":\"api_error\"},\"type\":\"error\"}");
  }

  private StandInEnvoy config(FakeProvider provider) throws Exception {
    return new StandInEnvoy(TestingGateways.resources(OBJECTS.formatted(provider.port())));
  }

  private StandInEnvoy straightTo(FakeProvider provider) throws Exception {
    StandInEnvoy config = config(provider);
    config.routeTo("default/local");
    config.without("airoute.translate");
    return config;
  }

  private void start(StandInEnvoy config) throws IOException {
    Process envoy = TestingEnvoy.find()
        .orElseThrow()
        .start(config.write(folder), folder.resolve("stdout"), folder.resolve("log"));
    processes.add(envoy);
    await().atMost(PATIENCE).ignoreExceptions().until(() -> {
      new Socket(InetAddress.getLoopbackAddress(), config.port()).close();
      return true;
    });
  }

  /** What Envoy wrote to its standard output, once that many lines are there. */
  private String processorFailures(int lines) throws IOException {
    Path stdout = folder.resolve("stdout");
    await()
        .atMost(PATIENCE.multipliedBy(2))
        .until(() -> Files.readString(stdout).lines().count() >= lines);
    return Files.readString(stdout);
  }

  private HttpResponse<String> post(StandInEnvoy config, String path) {
    return send(request(config, path).build());
  }

  /** The whole answer in time: the client's own timeout ends with the headers. */
  private HttpResponse<String> send(HttpRequest request) {
    return client
        .sendAsync(request, BodyHandlers.ofString())
        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  private static HttpRequest.Builder request(StandInEnvoy config, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + config.port() + path))
        .header("content-type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"m\"}"));
  }
}
