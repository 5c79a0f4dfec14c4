package dev.airoute.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plain HTTP/1.1 to the gateway, for what no SDK would send. Any thread. */
final class Http implements AutoCloseable {
  static final String CHAT = "/v1/chat/completions";
  static final String MESSAGES = "/v1/messages";

  private static final JsonMapper JSON = JsonMapper.shared();

  private final String base;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Http(String base) {
    this.base = base;
  }

  /** The smallest request body that both dialects take. */
  static String body(String model, boolean stream) {
    return """
    {"model":"%s","max_tokens":100,"stream":%s,"messages":[{"role":"user","content":"Hi"}]}""".formatted(model, stream);
  }

  static List<String> bearer(String key) {
    return List.of("authorization", "Bearer " + key);
  }

  Reply post(String path, String body, List<String> headers) {
    HttpRequest.Builder request = request(path, headers).POST(BodyPublishers.ofString(body));
    if (!headers.contains("content-type")) {
      request.header("content-type", "application/json");
    }
    return send(request);
  }

  Reply post(String path, byte[] body, List<String> headers) {
    return post(path, BodyPublishers.ofByteArray(body), headers);
  }

  Reply post(String path, BodyPublisher body, List<String> headers) {
    return send(request(path, headers).POST(body));
  }

  Reply get(String path, List<String> headers) {
    return send(request(path, headers).GET());
  }

  Reply method(String method, String path, List<String> headers) {
    return send(request(path, headers).method(method, BodyPublishers.noBody()));
  }

  private HttpRequest.Builder request(String path, List<String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(String[]::new));
    }
    return request;
  }

  private Reply send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return new Reply(response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  /** What came back. */
  record Reply(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    String body() {
      return response.body();
    }

    JsonNode json() {
      return JSON.readTree(body());
    }

    Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }

    /** The data of each server-sent event. */
    List<String> events() {
      return body()
          .lines()
          .filter(line -> line.startsWith("data:"))
          .map(Reply::data)
          .toList();
    }

    private static String data(String line) {
      return line.substring("data:".length()).strip();
    }
  }
}
