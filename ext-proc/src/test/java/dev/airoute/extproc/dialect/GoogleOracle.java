package dev.airoute.extproc.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RequestInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.airoute.extproc.frame.SseEvent;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Google's own messages judge what the gateway says in Gemini's dialect: unknown fields, wrong types and two members of one
 * union are refused. There are two versions, which know different fields; what both must take is read by both.
 */
final class GoogleOracle {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final TypeRegistry DETAILS = TypeRegistry.newBuilder()
      .add(List.of(
          ErrorInfo.getDescriptor(),
          BadRequest.getDescriptor(),
          RetryInfo.getDescriptor(),
          RequestInfo.getDescriptor()))
      .build();

  /** Fields of a request that a version of the messages does not have, by why they are sent all the same. */
  private static final Map<List<String>, String> NEWER_IN_REQUESTS_OF_BETA = Map.of(
      List.of("generationConfig", "thinkingConfig", "thinkingLevel"),
      "Gemini 3 takes levels in both versions; these messages of v1beta1 are older than it");

  /** Likewise of an answer. */
  private static final Map<List<String>, String> NEWER_IN_ANSWERS_OF_V1 = Map.of(
      List.of("candidates", "content", "parts", "functionCall", "id"),
      "AI Studio and v1beta1 have ids of calls, and clients of v1 ignore what they do not know");

  static void request(byte[] body) {
    JsonNode request = JSON.readTree(body);
    read(request, com.google.cloud.aiplatform.v1.GenerateContentRequest.newBuilder());
    read(
        without(request, NEWER_IN_REQUESTS_OF_BETA),
        com.google.cloud.aiplatform.v1beta1.GenerateContentRequest.newBuilder());
    assertThat(request.findValues("functionCall"))
        .as("ids of calls, which Vertex AI refuses")
        .noneMatch(call -> call.has("id"));
  }

  static void answer(byte[] body) {
    answer(JSON.readTree(body));
  }

  private static void answer(JsonNode answer) {
    read(answer, com.google.cloud.aiplatform.v1beta1.GenerateContentResponse.newBuilder());
    read(
        without(answer, NEWER_IN_ANSWERS_OF_V1),
        com.google.cloud.aiplatform.v1.GenerateContentResponse.newBuilder());
    usage(answer.path("usageMetadata"));
  }

  private static void usage(JsonNode usage) {
    if (usage.isMissingNode()) {
      return;
    }
    long prompt = usage.path("promptTokenCount").asLong(0);
    long said = usage.path("candidatesTokenCount").asLong(0);
    long thoughts = usage.path("thoughtsTokenCount").asLong(0);
    assertThat(usage.path("totalTokenCount").asLong(0)).isEqualTo(prompt + said + thoughts);
    assertThat(usage.path("cachedContentTokenCount").asLong(0)).isLessThanOrEqualTo(prompt);
  }

  /** What an event is, after it was judged. */
  static String event(SseEvent event) {
    assertThat(event.event()).isEmpty();
    JsonNode json = JSON.readTree(event.data());
    if (json.has("error")) {
      error(event.data());
      return "error";
    }
    answer(json);
    JsonNode candidates = json.path("candidates");
    boolean last =
        json.has("promptFeedback") || !candidates.findValues("finishReason").isEmpty();
    if (last) {
      assertThat(json.path("usageMetadata")).isNotEmpty();
      candidates.forEach(candidate -> assertThat(candidate.has("finishReason")).isTrue());
    } else {
      // Chat sessions of Google's SDKs forget answers that have an event without content.
      assertThat(candidates).isNotEmpty();
      candidates.forEach(
          candidate -> assertThat(candidate.path("content").path("parts")).isNotEmpty());
    }
    return last ? "last" : "some";
  }

  static void order(List<String> events) {
    assertThat(String.join(" ", events)).matches("(some )*last");
  }

  static void error(String body) {
    JsonNode error = JSON.readTree(body).path("error");
    assertThat(Code.valueOf(error.path("status").asString())).isNotEqualTo(Code.OK);
    assertThat(error.path("code").asInt()).isBetween(400, 599);
    ObjectNode status = (ObjectNode) error.deepCopy();
    status.remove("status");
    read(status, Status.newBuilder());
  }

  private static void read(JsonNode json, Message.Builder message) {
    try {
      JsonFormat.parser().usingTypeRegistry(DETAILS).merge(json.toString(), message);
    } catch (InvalidProtocolBufferException e) {
      fail(message.getDescriptorForType().getFullName() + " refuses " + json.toPrettyString(), e);
    }
  }

  private static JsonNode without(JsonNode json, Map<List<String>, String> fields) {
    JsonNode copy = json.deepCopy();
    fields.keySet().forEach(path -> remove(copy, path));
    return copy;
  }

  private static void remove(JsonNode json, List<String> path) {
    if (json.isArray()) {
      json.forEach(element -> remove(element, path));
    } else if (json instanceof ObjectNode object && path.size() == 1) {
      object.remove(path.getFirst());
    } else if (json.has(path.getFirst())) {
      remove(json.get(path.getFirst()), path.subList(1, path.size()));
    }
  }

  private GoogleOracle() {}
}
