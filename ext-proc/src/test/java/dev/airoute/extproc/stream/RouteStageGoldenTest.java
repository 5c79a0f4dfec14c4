package dev.airoute.extproc.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.GoldenFile;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests as text, one per file, and what the route stage says to each of them. A file without an empty line is a
 * request without a body.
 */
class RouteStageGoldenTest {
  private static final String FOLDER = "stream/route";

  static List<Path> requests() {
    List<Path> requests = GoldenFile.list(FOLDER, ".request");
    assertThat(requests).hasSizeGreaterThan(20);
    return requests;
  }

  @ParameterizedTest
  @MethodSource("requests")
  void answers(Path file) throws IOException {
    String request = Files.readString(file);
    int gap = request.indexOf("\n\n");
    Map<String, String> headers = headers(gap < 0 ? request : request.substring(0, gap));
    try (ScriptedEnvoy envoy = new ScriptedEnvoy(new TestingServices().processor())) {
      ScriptedEnvoy.Stream stream = envoy.route();
      List<ProcessingResponse> said = new ArrayList<>();
      if (gap < 0) {
        stream.requestHeadersOnly(headers);
      } else {
        said.add(stream.requestHeaders(headers).next());
        if (said.getFirst().hasRequestHeaders()) {
          stream.requestBody(request.substring(gap + 2).stripTrailing());
        }
      }
      said.addAll(stream.all());
      String name = file.getFileName().toString().replace(".request", ".reply");
      GoldenFile.check(file.resolveSibling(name), Transcript.of(said));
    }
  }

  private static Map<String, String> headers(String head) {
    List<String> lines = head.lines().toList();
    String[] first = lines.getFirst().split(" ", 2);
    Map<String, String> headers =
        new LinkedHashMap<>(Map.of(":method", first[0], ":path", first[1]));
    for (String line : lines.subList(1, lines.size())) {
      String[] parts = line.split(": ", 2);
      headers.put(parts[0].equals("host") ? ":authority" : parts[0], parts[1]);
    }
    return headers;
  }
}
