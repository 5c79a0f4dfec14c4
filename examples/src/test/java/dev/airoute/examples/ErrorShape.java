package dev.airoute.examples;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An error as each dialect writes it, and nothing that it must not say. */
final class ErrorShape {
  /** Checks the form, gives the error's {@code type}. */
  static String openAi(String body) {
    JsonNode error = JsonMapper.shared().readTree(body).path("error");
    assertThat(error.path("message").asString("")).as(body).isNotBlank();
    assertThat(error.has("param")).as("param in %s", body).isTrue();
    assertThat(error.has("code")).as("code in %s", body).isTrue();
    assertThat(body).doesNotContainIgnoringCase("envoy", "upstream connect", "ext_proc");
    return error.path("type").stringValue();
  }

  /** Checks the form, gives the error's {@code type}. */
  static String anthropic(String body) {
    JsonNode root = JsonMapper.shared().readTree(body);
    assertThat(root.path("type").asString("")).as(body).isEqualTo("error");
    assertThat(root.at("/error/message").asString("")).as(body).isNotBlank();
    assertThat(body).doesNotContainIgnoringCase("envoy", "upstream connect", "ext_proc");
    return root.at("/error/type").stringValue();
  }

  /** In the dialect that the path speaks; a JSON content type too. */
  static String of(String path, Http.Reply reply) {
    assertThat(reply.header("content-type").orElse("")).startsWith("application/json");
    return path.contains("/messages") || path.startsWith("/anthropic")
        ? anthropic(reply.body())
        : openAi(reply.body());
  }

  private ErrorShape() {}
}
