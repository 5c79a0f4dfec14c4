package dev.airoute.examples.provider;

import dev.airoute.examples.provider.Answer.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Google's generateContent, as AI Studio serves it and, with a token instead of a key, Vertex AI. */
final class Gemini implements Dialect {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern TARGET =
      Pattern.compile("(?:/v1beta|/v1/projects/[^/]+/locations/[^/]+/publishers/google)/models/"
          + "([a-z0-9.-]+):(generateContent|streamGenerateContent\\?alt=sse)");

  /** Clients take answers of one id for one. */
  private final AtomicLong answers = new AtomicLong();

  @Override
  public boolean serves(String target) {
    return TARGET.matcher(target).matches();
  }

  @Override
  public JsonNode completed(JsonNode body, String target) {
    Matcher path = TARGET.matcher(target);
    if (path.matches() && body instanceof ObjectNode object) {
      object.put("model", path.group(1)).put("stream", path.group(2).startsWith("stream"));
    }
    return body;
  }

  @Override
  public void checkHeaders(Received request, Set<String> keys) throws Refusal {
    if (request.target().startsWith("/v1/projects/")) {
      String token = request.header("authorization");
      Checks.require(
          token != null && token.startsWith("Bearer ") && keys.contains(token.substring(7)),
          "Request had invalid authentication credentials.");
      return;
    }
    String key = request.header("x-goog-api-key");
    Checks.require(
        key != null && keys.contains(key), "API key not valid. Please pass a valid API key.");
    if (request.header("authorization") != null) {
      throw new Refusal(401, "Request had invalid authentication credentials.");
    }
  }

  @Override
  public void checkBody(JsonNode body) throws Refusal {
    GeminiChecks.check(body);
  }

  @Override
  public boolean thinks(JsonNode body) {
    return body.at("/generationConfig/thinkingConfig/includeThoughts").booleanValue(false);
  }

  @Override
  public List<String> tools(JsonNode body) {
    return body.path("tools")
        .valueStream()
        .flatMap(tool -> tool.path("functionDeclarations").valueStream())
        .map(function -> function.path("name").asString())
        .toList();
  }

  @Override
  public List<String> results(JsonNode body) {
    return body.path("contents")
        .valueStream()
        .flatMap(content -> content.path("parts").valueStream())
        .filter(part -> part.has("functionResponse"))
        .map(part -> part.path("functionResponse").path("response").toString())
        .toList();
  }

  @Override
  public String json(Answer answer, String model) {
    List<ObjectNode> parts =
        answer.blocks().stream().map(block -> part(block, block.whole())).toList();
    ObjectNode root = response(sign(parts, answer), model, id());
    end(root, answer);
    return root.toString();
  }

  /** Calls come whole, and the reason to stop with the last part. */
  @Override
  public List<String> frames(Answer answer, JsonNode request) {
    List<ObjectNode> parts = new ArrayList<>();
    for (Block block : answer.blocks()) {
      Stream<String> pieces =
          block instanceof Block.Call ? Stream.of(block.whole()) : block.pieces().stream();
      pieces.forEach(piece -> parts.add(part(block, piece)));
    }
    List<String> frames = new ArrayList<>();
    String id = id();
    sign(parts, answer);
    for (int i = 0; i < parts.size(); i++) {
      ObjectNode root = response(parts.subList(i, i + 1), request.path("model").asString(), id);
      if (i == parts.size() - 1) {
        end(root, answer);
      }
      frames.add("data: " + root + "\r\n\r\n");
    }
    return frames;
  }

  private static ObjectNode part(Block block, String piece) {
    ObjectNode part = JSON.createObjectNode();
    switch (block) {
      case Block.Text _ -> part.put("text", piece);
      case Block.Thinking _ -> part.put("text", piece).put("thought", true);
      case Block.Call call ->
        part.putObject("functionCall").put("name", call.name()).set("args", JSON.readTree(piece));
    }
    return part;
  }

  /** The signature of what was thought stands at the first call. */
  private static List<ObjectNode> sign(List<ObjectNode> parts, Answer answer) {
    for (Block block : answer.blocks()) {
      if (block instanceof Block.Thinking thinking) {
        parts.stream()
            .filter(part -> part.has("functionCall"))
            .findFirst()
            .ifPresent(call -> call.put("thoughtSignature", thinking.signature()));
      }
    }
    return parts;
  }

  private String id() {
    return "resp-" + answers.incrementAndGet();
  }

  private static ObjectNode response(List<ObjectNode> parts, String model, String id) {
    ObjectNode root = JSON.createObjectNode().put("modelVersion", model).put("responseId", id);
    ObjectNode candidate = root.putArray("candidates").addObject();
    ArrayNode list = candidate.putObject("content").put("role", "model").putArray("parts");
    list.addAll(parts);
    candidate.put("index", 0);
    return root;
  }

  private static void end(ObjectNode root, Answer answer) {
    ((ObjectNode) root.at("/candidates/0")).put("finishReason", answer.stop().gemini);
    Answer.Tokens tokens = answer.tokens();
    root.putObject("usageMetadata")
        .put("promptTokenCount", tokens.prompt())
        .put("cachedContentTokenCount", tokens.cacheRead())
        .put("candidatesTokenCount", tokens.output() - tokens.reasoning())
        .put("thoughtsTokenCount", tokens.reasoning())
        .put("totalTokenCount", tokens.total());
  }

  @Override
  public String error(int status, String message) {
    String code = switch (status) {
      case 401 -> "UNAUTHENTICATED";
      case 403 -> "PERMISSION_DENIED";
      case 404 -> "NOT_FOUND";
      case 429 -> "RESOURCE_EXHAUSTED";
      case 503 -> "UNAVAILABLE";
      default -> status >= 500 ? "INTERNAL" : "INVALID_ARGUMENT";
    };
    ObjectNode root = JSON.createObjectNode();
    root.putObject("error").put("code", status).put("message", message).put("status", code);
    return root.toString();
  }

  @Override
  public String errorFrame(String message) {
    return "data: " + error(500, message) + "\r\n\r\n";
  }
}
