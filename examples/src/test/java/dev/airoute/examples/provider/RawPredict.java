package dev.airoute.examples.provider;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Claude on Vertex AI: Anthropic's bodies and streams behind Google's paths, with Google's errors. */
final class RawPredict implements Dialect {
  private static final Pattern TARGET = Pattern.compile(
      "/v1/projects/p/locations/us-east5/publishers/anthropic/models/([^/:]+):(rawPredict|streamRawPredict)");

  private static final String MISPLACED = ":misplaced";

  private final Anthropic anthropic = new Anthropic();

  @Override
  public boolean serves(String target) {
    return TARGET.matcher(target).matches();
  }

  /** The body says by itself whether a stream is wanted, and must say what the method says. */
  @Override
  public JsonNode completed(JsonNode body, String target) {
    Matcher path = TARGET.matcher(target);
    if (path.matches() && body instanceof ObjectNode object) {
      boolean streams = path.group(2).startsWith("stream");
      object.put(
          MISPLACED, body.has("model") || body.path("stream").booleanValue(false) != streams);
      object.put("model", path.group(1));
    }
    return body;
  }

  @Override
  public void checkHeaders(Received request, Set<String> keys) throws Refusal {
    String token = Dialect.bearer(request);
    if (token == null || !keys.contains(token)) {
      throw new Refusal(401, "Request had invalid authentication credentials.");
    }
  }

  @Override
  public void checkBody(JsonNode body) throws Refusal {
    Checks.require(
        body.path("anthropic_version").asString("").equals("vertex-2023-10-16"),
        "anthropic_version: Field required");
    Checks.require(
        !body.path(MISPLACED).booleanValue(true),
        "model must not, and stream must be in the body as in the path");
    for (JsonNode tool : body.path("tools")) {
      Checks.require(!tool.has("strict"), "tools.strict: Extra inputs are not permitted");
    }
    ObjectNode own = (ObjectNode) body.deepCopy();
    own.remove(List.of("anthropic_version", MISPLACED));
    anthropic.checkBody(own);
  }

  @Override
  public boolean thinks(JsonNode body) {
    return anthropic.thinks(body);
  }

  @Override
  public List<String> tools(JsonNode body) {
    return anthropic.tools(body);
  }

  @Override
  public List<String> results(JsonNode body) {
    return anthropic.results(body);
  }

  @Override
  public String json(Answer answer, String model) {
    return anthropic.json(answer, model);
  }

  @Override
  public List<String> frames(Answer answer, JsonNode request) {
    return anthropic.frames(answer, request);
  }

  @Override
  public String error(int status, String message) {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    root.putObject("error").put("code", status).put("message", message);
    return root.toString();
  }

  @Override
  public String errorFrame(String message) {
    return anthropic.errorFrame(message);
  }
}
