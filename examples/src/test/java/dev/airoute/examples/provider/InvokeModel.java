package dev.airoute.examples.provider;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Claude on Bedrock: Anthropic's bodies, the model in the path, events within chunks. */
final class InvokeModel implements Dialect {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern TARGET =
      Pattern.compile("/model/([^/:]+)/invoke(-with-response-stream)?");

  private static final String MISPLACED = ":misplaced";

  private final Anthropic anthropic = new Anthropic();
  private final Converse bedrock = new Converse();

  @Override
  public boolean serves(String target) {
    return TARGET.matcher(target).matches();
  }

  /** What is in the body although it must not be, is marked. */
  @Override
  public JsonNode completed(JsonNode body, String target) {
    Matcher path = TARGET.matcher(target);
    if (path.matches() && body instanceof ObjectNode object) {
      object.put(MISPLACED, body.has("model") || body.has("stream"));
      object.put("model", URLDecoder.decode(path.group(1), StandardCharsets.UTF_8));
      object.put("stream", path.group(2) != null);
    }
    return body;
  }

  @Override
  public String streamType() {
    return AwsFrame.STREAM_TYPE;
  }

  @Override
  public byte[] bytes(String frame) {
    return AwsFrame.of(frame);
  }

  @Override
  public void checkHeaders(Received request, Set<String> keys) throws Refusal {
    bedrock.checkHeaders(request, keys);
    Checks.require(
        request.header("anthropic-beta") == null && request.header("anthropic-version") == null,
        "headers for Anthropic itself");
  }

  @Override
  public void checkBody(JsonNode body) throws Refusal {
    Checks.require(
        body.path("anthropic_version").asString("").equals("bedrock-2023-05-31"),
        "anthropic_version: Field required");
    Checks.require(
        !body.path(MISPLACED).booleanValue(true), "model, stream: Extra inputs are not permitted");
    ObjectNode own = (ObjectNode) body.deepCopy();
    own.remove(List.of("anthropic_version", "anthropic_beta", MISPLACED));
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
    return anthropic.frames(answer, request).stream().map(InvokeModel::chunk).toList();
  }

  /** @param event one of server-sent events */
  private static String chunk(String event) {
    String data = event.substring(event.indexOf("data: ") + "data: ".length()).strip();
    ObjectNode frame = JSON.createObjectNode();
    frame
        .putObject("chunk")
        .put("bytes", Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8)))
        .put("p", "abcdef");
    return frame.toString();
  }

  @Override
  public String error(int status, String message) {
    return bedrock.error(status, message);
  }

  @Override
  public String errorFrame(String message) {
    return bedrock.errorFrame(message);
  }
}
