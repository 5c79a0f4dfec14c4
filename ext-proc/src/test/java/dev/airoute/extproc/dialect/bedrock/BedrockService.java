package dev.airoute.extproc.dialect.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * AWS's own description of Bedrock's runtime as a judge of what is sent: members, required ones, unions of one member, types,
 * enumerations, patterns and bounds. Stricter than AWS's SDKs, which check few of them before they send.
 */
final class BedrockService {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final JsonNode shapes;
  private final Map<String, Pattern> patterns = new HashMap<>();

  private BedrockService(JsonNode shapes) {
    this.shapes = shapes;
  }

  /** Skips the test that asks, with the reason, where the description cannot be had. */
  static BedrockService load() {
    try {
      Process process = new ProcessBuilder("src/test/bin/get-bedrock-model").start();
      String words = new String(process.getErrorStream().readAllBytes(), UTF_8);
      String path = new String(process.getInputStream().readAllBytes(), UTF_8);
      Assumptions.assumeTrue(process.waitFor() == 0, () -> "skipped: " + words.strip());
      return new BedrockService(MAPPER.readTree(Path.of(path.strip())).required("shapes"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What is wrong with a body, each with its path; nothing when it is as the shape wants it. */
  List<String> problems(String shape, String body) {
    List<String> problems = new ArrayList<>();
    check(shape, MAPPER.readTree(body), "", problems);
    return problems;
  }

  private void check(String name, JsonNode value, String path, List<String> problems) {
    JsonNode shape = shapes.required(name);
    if (shape.path("document").asBoolean()) {
      return;
    }
    switch (shape.required("type").asString()) {
      case "structure" -> structure(shape, value, path, problems);
      case "list" -> {
        if (expect(value.isArray(), path + " is no list", problems)) {
          bounds(shape, value.size(), path, problems);
          String member = shape.required("member").required("shape").asString();
          for (int i = 0; i < value.size(); i++) {
            check(member, value.get(i), path + "[" + i + "]", problems);
          }
        }
      }
      case "map" -> map(shape, value, path, problems);
      case "string" -> {
        if (expect(value.isString(), path + " is no string", problems)) {
          string(shape, value.asString(), path, problems);
        }
      }
      case "blob" -> {
        if (expect(value.isString(), path + " is no base64", problems)) {
          bounds(shape, Base64.getDecoder().decode(value.asString()).length, path, problems);
        }
      }
      case "boolean" -> expect(value.isBoolean(), path + " is no boolean", problems);
      case "integer", "long" -> {
        if (expect(value.isIntegralNumber(), path + " is no whole number", problems)) {
          bounds(shape, value.asDouble(), path, problems);
        }
      }
      case "float", "double" -> {
        if (expect(value.isNumber(), path + " is no number", problems)) {
          bounds(shape, value.asDouble(), path, problems);
        }
      }
      default -> throw new AssertionError("a type that the judge does not know: " + shape);
    }
  }

  private void structure(JsonNode shape, JsonNode value, String path, List<String> problems) {
    if (!expect(value.isObject(), path + " is no object", problems)) {
      return;
    }
    JsonNode members = shape.required("members");
    for (JsonNode required : shape.path("required")) {
      boolean elsewhere = members.required(required.asString()).has("location");
      expect(
          elsewhere || value.has(required.asString()),
          path + "." + required.asString() + " is missing",
          problems);
    }
    if (shape.path("union").asBoolean()) {
      expect(value.size() == 1, path + " is a union of " + value.size() + " members", problems);
    }
    value.properties().forEach(member -> {
      JsonNode known = members.get(member.getKey());
      String inner = path + "." + member.getKey();
      if (expect(known != null && !known.has("location"), inner + " is not known", problems)) {
        check(
            members.required(member.getKey()).required("shape").asString(),
            member.getValue(),
            inner,
            problems);
      }
    });
  }

  private void map(JsonNode shape, JsonNode value, String path, List<String> problems) {
    if (!expect(value.isObject(), path + " is no map", problems)) {
      return;
    }
    bounds(shape, value.size(), path, problems);
    JsonNode keys = shapes.required(shape.required("key").required("shape").asString());
    value.properties().forEach(entry -> {
      string(keys, entry.getKey(), path + " key", problems);
      check(
          shape.required("value").required("shape").asString(),
          entry.getValue(),
          path + "." + entry.getKey(),
          problems);
    });
  }

  private void string(JsonNode shape, String text, String path, List<String> problems) {
    bounds(shape, text.codePointCount(0, text.length()), path, problems);
    if (shape.has("enum")) {
      expect(
          shape.required("enum").valueStream().anyMatch(word -> word.asString().equals(text)),
          path + " is none of " + shape.get("enum") + ": " + text,
          problems);
    }
    if (shape.has("pattern")) {
      String pattern = shape.required("pattern").asString();
      expect(
          patterns.computeIfAbsent(pattern, Pattern::compile).matcher(text).matches(),
          path + " does not match " + pattern + ": " + text,
          problems);
    }
  }

  private static void bounds(JsonNode shape, double size, String path, List<String> problems) {
    expect(
        !shape.has("min") || size >= shape.required("min").asDouble(),
        path + " is below " + shape.path("min"),
        problems);
    expect(
        !shape.has("max") || size <= shape.required("max").asDouble(),
        path + " is above " + shape.path("max"),
        problems);
  }

  private static boolean expect(boolean holds, String problem, List<String> problems) {
    if (!holds) {
      problems.add(problem);
    }
    return holds;
  }
}
