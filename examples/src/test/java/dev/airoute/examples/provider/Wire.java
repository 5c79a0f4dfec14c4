package dev.airoute.examples.provider;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** One HTTP/1.1 connection, byte by byte, because a script must be able to break it anywhere. One thread. */
final class Wire {
  private static final int LINE_LIMIT = 64 * 1024;
  private static final int BODY_LIMIT = 64 * 1024 * 1024;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  Wire(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = new BufferedOutputStream(socket.getOutputStream());
  }

  /** The next request; null when the caller has closed the connection between two. */
  @Nullable
  Received read() throws IOException {
    String line = line();
    if (line == null) {
      return null;
    }
    String[] parts = line.split(" ", -1);
    if (parts.length != 3 || !parts[2].equals("HTTP/1.1")) {
      throw new MalformedRequest("not an HTTP/1.1 request line: " + line);
    }
    Map<String, List<String>> headers = headers();
    String body = text(body(headers));
    return new Received(Instant.now(), parts[0], parts[1], headers, body);
  }

  private Map<String, List<String>> headers() throws IOException {
    Map<String, List<String>> headers = new HashMap<>();
    for (String line = line(); line != null && !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new MalformedRequest("not a header line: " + line);
      }
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      headers
          .computeIfAbsent(name, _ -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    return headers;
  }

  private byte[] body(Map<String, List<String>> headers) throws IOException {
    List<String> lengths = headers.getOrDefault("content-length", List.of());
    List<String> encodings = headers.getOrDefault("transfer-encoding", List.of());
    if (lengths.size() + encodings.size() > 1) {
      throw new MalformedRequest("more than one framing of the body");
    }
    if (!encodings.isEmpty()) {
      return chunked();
    }
    if (lengths.isEmpty()) {
      return new byte[0];
    }
    int length = Integer.parseInt(lengths.getFirst());
    byte[] body = in.readNBytes(Math.min(length, BODY_LIMIT));
    if (body.length != length) {
      throw new MalformedRequest("content-length " + length + ", but " + body.length + " bytes");
    }
    return body;
  }

  private byte[] chunked() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      String size = line();
      if (size == null) {
        throw new MalformedRequest("the chunked body ends early");
      }
      int length = Integer.parseInt(size, 16);
      body.write(in.readNBytes(length));
      line();
      if (length == 0) {
        return body.toByteArray();
      }
    }
  }

  private @Nullable String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0 || line.size() > LINE_LIMIT) {
        if (line.size() == 0) {
          return null;
        }
        throw new EOFException("the request ends within its headers");
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  private static String text(byte[] body) throws MalformedRequest {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedRequest("the body is not UTF-8");
    }
  }

  /** A whole response. */
  void answer(int status, String contentType, Map<String, String> headers, byte[] body)
      throws IOException {
    Map<String, String> all = new HashMap<>(headers);
    all.put("content-length", String.valueOf(body.length));
    head(status, contentType, all);
    out.write(body);
    out.flush();
  }

  void answerZipped(String contentType, byte[] body) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(body);
    }
    answer(200, contentType, Map.of("content-encoding", "gzip"), zipped.toByteArray());
  }

  void beginStream(String contentType) throws IOException {
    head(200, contentType, Map.of("transfer-encoding", "chunked"));
    out.flush();
  }

  void frame(byte[] bytes) throws IOException {
    ascii(Integer.toHexString(bytes.length) + "\r\n");
    out.write(bytes);
    ascii("\r\n");
    out.flush();
  }

  void endStream() throws IOException {
    ascii("0\r\n\r\n");
    out.flush();
  }

  private void head(int status, String contentType, Map<String, String> headers)
      throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n");
    head.append("content-type: ").append(contentType).append("\r\n");
    headers.forEach(
        (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    ascii(head.append("\r\n").toString());
  }

  private void ascii(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Waits, and notices when the caller leaves meanwhile. */
  void pause(Duration duration) throws IOException {
    if (duration.isZero()) {
      return;
    }
    socket.setSoTimeout(Math.toIntExact(duration.toMillis()));
    try {
      awaitCallerLeaving();
    } catch (SocketTimeoutException e) {
      socket.setSoTimeout(0);
    }
  }

  /** Returns only by an exception: the caller has left. */
  void awaitCallerLeaving() throws IOException {
    if (in.read() < 0) {
      throw new CallerLeft();
    }
    throw new MalformedRequest("bytes behind the request, before its answer");
  }

  /** Resets the connection: the caller sees RST, not a polite end. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** The caller's bytes are not HTTP. */
  static final class MalformedRequest extends IOException {
    final String problem;

    MalformedRequest(String message) {
      super(message);
      this.problem = message;
    }
  }

  /** The caller closed its side before it had the whole answer. */
  static final class CallerLeft extends IOException {}
}
