package dev.airoute.examples.provider;

import dev.airoute.examples.provider.Dialect.Refusal;
import dev.airoute.examples.provider.Ledger.Ending;
import dev.airoute.examples.provider.Ledger.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A vendor on a loopback port. What it answers is scripted per model name. Any thread. */
public final class FakeProvider implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder()
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .build();

  private final List<Dialect> dialects;
  private final Set<String> keys = ConcurrentHashMap.newKeySet();
  private final ServerSocket server;
  private final Ledger ledger = new Ledger();
  private final Map<String, Deque<Script>> scripts = new ConcurrentHashMap<>();
  private volatile Director director =
      (_, asked) -> Script.text("Hello", " from ", asked.model() + ".");
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  FakeProvider(String key, Dialect... dialects) {
    this.dialects = List.of(dialects);
    keys.add(key);
    try {
      this.server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("fake-provider-" + port()).start(this::accept);
  }

  /** @param key the API key that it takes */
  public static FakeProvider openAi(String key) {
    return new FakeProvider(key, new OpenAi());
  }

  /** Speaks OpenAI's other dialect. @param key the API key that it takes */
  public static FakeProvider responses(String key) {
    return new FakeProvider(key, new Responses());
  }

  /** Speaks OpenAI, and refuses any credentials: a model on one's own machine. */
  public static FakeProvider keyless() {
    return new FakeProvider("", new Keyless(new OpenAi()));
  }

  /** @param key the API key that it takes */
  public static FakeProvider anthropic(String key) {
    return new FakeProvider(key, new Anthropic());
  }

  /** @param key the API key that it takes */
  public static FakeProvider gemini(String key) {
    return new FakeProvider(key, new Gemini());
  }

  /** Claude on Vertex AI's rawPredict, in project p and us-east5. @param token the one that it takes */
  public static FakeProvider rawPredict(String token) {
    return new FakeProvider(token, new RawPredict());
  }

  /** @param key the API key that it takes */
  public static FakeProvider cohere(String key) {
    return new FakeProvider(key, new Cohere());
  }

  /** Legacy completions of a model on one's own machine: refuses any credentials. */
  public static FakeProvider completions() {
    return new FakeProvider("", new Keyless(new Completions()));
  }

  /** Anthropic's count of tokens, and nothing else. @param key the API key that it takes */
  public static FakeProvider counting(String key) {
    return new FakeProvider(key, new Counting(new Anthropic()));
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Without a path. */
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  public Ledger ledger() {
    return ledger;
  }

  /** Takes that key too, as vendors do while a key is being rotated. */
  public void takeAlso(String key) {
    keys.add(key);
  }

  /** Requests for that model get these scripts one after the other; the last one stays. */
  public FakeProvider on(String model, Script... inTurn) {
    scripts.put(model, new ArrayDeque<>(List.of(inTurn)));
    return this;
  }

  /** Requests for models without scripts are answered as it says. */
  FakeProvider otherwise(Director decides) {
    director = decides;
    return this;
  }

  /** The one that is spoken at a path. */
  private Dialect dialect(Received request) {
    return dialects.stream()
        .filter(dialect -> dialect.serves(request.target()))
        .findFirst()
        .orElse(dialects.getFirst());
  }

  private Script next(Received request, JsonNode body) throws Refusal {
    String model = body.path("model").asString();
    Deque<Script> queue = scripts.get(model);
    if (queue == null) {
      return director.direct(request, Director.Asked.of(dialect(request), body));
    }
    synchronized (queue) {
      return queue.size() > 1 ? queue.removeFirst() : queue.getFirst();
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      Wire wire = new Wire(socket);
      for (Received request = wire.read(); request != null; request = wire.read()) {
        Entry entry = ledger.open(request);
        entry.ending = answer(wire, entry);
        if (entry.ending != Ending.ANSWERED) {
          return;
        }
      }
    } catch (Wire.MalformedRequest e) {
      ledger.malformed(e.problem);
    } catch (IOException e) {
      // The caller broke an idle connection, or close() did.
    } finally {
      open.remove(socket);
    }
  }

  private Ending answer(Wire wire, Entry entry) throws Wire.MalformedRequest {
    try {
      JsonNode body = check(entry);
      Script script = next(entry.request(), body);
      return new Performance(dialect(entry.request()), wire, body).play(script);
    } catch (Refusal refusal) {
      ledger.refuse(refusal.reason, entry);
      return refuse(wire, dialect(entry.request()), refusal);
    } catch (Wire.MalformedRequest e) {
      throw e;
    } catch (IOException e) {
      return Ending.CALLER_LEFT;
    }
  }

  private JsonNode check(Entry entry) throws Refusal {
    Received request = entry.request();
    Dialect dialect = dialect(request);
    JsonNode body = dialect.completed(parse(request), request.target());
    entry.model = body.path("model").asString("");
    Checks.require(request.method().equals("POST"), "method " + request.method());
    if (!dialect.serves(request.target())) {
      throw new Refusal(404, "no such path: " + request.target());
    }
    String type = request.header("content-type");
    Checks.require(
        type != null && type.startsWith("application/json"),
        "content-type: application/json expected");
    dialect.checkHeaders(request, keys);
    dialect.checkBody(body);
    return body;
  }

  private static JsonNode parse(Received request) throws Refusal {
    try {
      return JSON.readTree(request.body());
    } catch (JacksonException e) {
      throw new Refusal(400, "the body is not valid JSON: " + e.getOriginalMessage());
    }
  }

  private Ending refuse(Wire wire, Dialect dialect, Refusal refusal) {
    byte[] body = dialect.error(refusal.status, refusal.reason).getBytes(StandardCharsets.UTF_8);
    try {
      wire.answer(refusal.status, "application/json", Map.of(), body);
      return Ending.ANSWERED;
    } catch (IOException e) {
      return Ending.CALLER_LEFT;
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
