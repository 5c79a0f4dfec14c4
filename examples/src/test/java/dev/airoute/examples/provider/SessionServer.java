package dev.airoute.examples.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fake vendors as a program, for {@code examples/clients}, which runs it from its sources with the libraries of the
 * control plane. Standard output is its ledger: a line {@code VENDOR at URL}
 * for each vendor, {@code ready}, then {@code VENDOR SCRIPT/RUN WHAT} for each request.
 */
final class SessionServer {
  private final Path requests;
  private final AtomicInteger count = new AtomicInteger();

  private SessionServer(Path requests) {
    this.requests = requests;
  }

  /**
   * Runs until it is ended.
   *
   * @param args file of sessions, folder that clients work in, folder for requests, provider's key, client's key
   */
  public static void main(String... args) throws IOException, InterruptedException {
    Map<String, Session> sessions = new HashMap<>();
    JsonNode file = JsonMapper.shared().readTree(Files.readString(Path.of(args[0])));
    file.forEachEntry((name, session) -> sessions.put(name, Session.read(session)));
    SessionServer server = new SessionServer(Path.of(args[2]));
    Map<String, FakeProvider> vendors = new LinkedHashMap<>();
    vendors.put("openai", FakeProvider.openAi(args[3]));
    vendors.put("anthropic", FakeProvider.anthropic(args[3]));
    vendors.put("gemini", FakeProvider.gemini(args[3]));
    vendors.forEach((vendor, provider) -> {
      server.serve(vendor, provider, sessions, Map.of("DIR", args[1]), args[4]);
      say(vendor + " at " + provider.url());
    });
    say("ready");
    Thread.currentThread().join();
  }

  private void serve(
      String vendor,
      FakeProvider provider,
      Map<String, Session> sessions,
      Map<String, String> values,
      String secret) {
    SessionDirector director = new SessionDirector(
        sessions, values, !vendor.equals("openai"), secret, line -> say(vendor + " " + line));
    provider.otherwise((request, asked) -> {
      keep(vendor, request);
      return director.direct(request, asked);
    });
    provider.ledger().onRefusal((entry, reason) -> {
      keep(vendor + "-refused", entry.request());
      say(vendor + " " + SessionDirector.name(entry.request()) + " refused: " + reason);
    });
  }

  private void keep(String name, Received request) {
    try {
      Path file = requests.resolve("%03d-%s.txt".formatted(count.incrementAndGet(), name));
      Files.writeString(file, request.everything());
    } catch (IOException e) {
      say(name + " could not be kept: " + e);
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
