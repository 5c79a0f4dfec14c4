package dev.airoute.extproc.endpoint;

import static dev.airoute.config.v1.Dialect.ANTHROPIC_MESSAGES;
import static dev.airoute.config.v1.Dialect.OPENAI_CHAT;
import static dev.airoute.config.v1.Dialect.OPENAI_COMPLETIONS;
import static dev.airoute.config.v1.Dialect.OPENAI_RESPONSES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.endpoint.Endpoint.Chat;
import dev.airoute.extproc.endpoint.Endpoint.GetModel;
import dev.airoute.extproc.endpoint.Endpoint.ListModels;
import dev.airoute.extproc.endpoint.Endpoint.StoredState;
import dev.airoute.extproc.endpoint.Endpoint.UnknownPath;
import dev.airoute.extproc.endpoint.Endpoint.WrongMethod;
import dev.airoute.extproc.model.Operation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EndpointsTest {
  static List<Arguments> paths() {
    return List.of(
        Arguments.of("POST", "/v1/chat/completions", new Chat(OPENAI_CHAT)),
        Arguments.of("POST", "/v1/chat/completions?x=/v1/messages", new Chat(OPENAI_CHAT)),
        Arguments.of("POST", "/v1/responses", new Chat(OPENAI_RESPONSES)),
        Arguments.of("GET", "/v1/responses", new WrongMethod(OPENAI_RESPONSES, "POST")),
        Arguments.of("GET", "/v1/responses/resp_1", new StoredState(OPENAI_RESPONSES)),
        Arguments.of("DELETE", "/v1/responses/resp_1", new StoredState(OPENAI_RESPONSES)),
        Arguments.of("POST", "/v1/responses/resp_1/cancel", new StoredState(OPENAI_RESPONSES)),
        Arguments.of("GET", "/v1/responses/resp_1/input_items", new StoredState(OPENAI_RESPONSES)),
        Arguments.of("POST", "/v1/responses/compact", new StoredState(OPENAI_RESPONSES)),
        Arguments.of("POST", "/anthropic/v1/responses", new UnknownPath(ANTHROPIC_MESSAGES)),
        Arguments.of("POST", "/v1/messages", new Chat(ANTHROPIC_MESSAGES)),
        Arguments.of("POST", "/v1/messages?beta=true", new Chat(ANTHROPIC_MESSAGES)),
        Arguments.of("POST", "/anthropic/v1/messages", new Chat(ANTHROPIC_MESSAGES)),
        Arguments.of("POST", "/v1/completions", new Chat(OPENAI_COMPLETIONS)),
        Arguments.of("GET", "/v1/completions", new WrongMethod(OPENAI_COMPLETIONS, "POST")),
        Arguments.of("POST", "/anthropic/v1/completions", new UnknownPath(ANTHROPIC_MESSAGES)),
        Arguments.of(
            "POST",
            "/v1/messages/count_tokens?beta=true",
            new Chat(ANTHROPIC_MESSAGES, Operation.COUNT_TOKENS, null)),
        Arguments.of(
            "POST",
            "/anthropic/v1/messages/count_tokens",
            new Chat(ANTHROPIC_MESSAGES, Operation.COUNT_TOKENS, null)),
        Arguments.of(
            "POST",
            "/v1/responses/input_tokens",
            new Chat(OPENAI_RESPONSES, Operation.COUNT_TOKENS, null)),
        Arguments.of(
            "GET", "/v1/messages/count_tokens", new WrongMethod(ANTHROPIC_MESSAGES, "POST")),
        Arguments.of("GET", "/v1/models", new ListModels(OPENAI_CHAT)),
        Arguments.of("GET", "/v1/models?limit=1000", new ListModels(OPENAI_CHAT)),
        Arguments.of("GET", "/anthropic/v1/models", new ListModels(ANTHROPIC_MESSAGES)),
        Arguments.of("GET", "/v1/models/gpt-4o", new GetModel(OPENAI_CHAT, "gpt-4o")),
        Arguments.of(
            "GET", "/v1/models/meta/llama%203+1?x", new GetModel(OPENAI_CHAT, "meta/llama 3+1")),
        Arguments.of("GET", "/v1/models/100%", new GetModel(OPENAI_CHAT, "100%")),
        Arguments.of("GET", "/anthropic/v1/models/c", new GetModel(ANTHROPIC_MESSAGES, "c")),
        Arguments.of("GET", "/v1/chat/completions", new WrongMethod(OPENAI_CHAT, "POST")),
        Arguments.of("DELETE", "/v1/messages", new WrongMethod(ANTHROPIC_MESSAGES, "POST")),
        Arguments.of("POST", "/v1/models", new WrongMethod(OPENAI_CHAT, "GET")),
        Arguments.of("DELETE", "/v1/models/m", new WrongMethod(OPENAI_CHAT, "GET")),
        Arguments.of("GET", "/v1/models/", new UnknownPath(OPENAI_CHAT)),
        Arguments.of("POST", "/v1/chat/completions/", new UnknownPath(OPENAI_CHAT)),
        Arguments.of("POST", "/v1/embeddings", new UnknownPath(OPENAI_CHAT)),
        Arguments.of("POST", "/v1/messages/batches", new UnknownPath(ANTHROPIC_MESSAGES)),
        Arguments.of("POST", "/anthropic/v1/chat/completions", new UnknownPath(ANTHROPIC_MESSAGES)),
        Arguments.of("GET", "/anthropic", new UnknownPath(ANTHROPIC_MESSAGES)),
        Arguments.of("GET", "/anthropics", new UnknownPath(OPENAI_CHAT)),
        Arguments.of("", "", new UnknownPath(OPENAI_CHAT)));
  }

  @ParameterizedTest
  @MethodSource("paths")
  void resolves(String method, String path, Endpoint endpoint) {
    assertThat(Endpoints.resolve(method, path, Map.of())).isEqualTo(endpoint);
  }

  @Test
  void readsTheDialectOfSharedPathsFromTheVersionHeader() {
    Map<String, String> headers = Map.of("anthropic-version", "2023-06-01");

    assertThat(Endpoints.resolve("GET", "/v1/models", headers))
        .isEqualTo(new ListModels(ANTHROPIC_MESSAGES));
    assertThat(Endpoints.resolve("GET", "/v1/models/m", headers))
        .isEqualTo(new GetModel(ANTHROPIC_MESSAGES, "m"));
    assertThat(Endpoints.resolve("GET", "/nothing", headers))
        .isEqualTo(new UnknownPath(ANTHROPIC_MESSAGES));
    assertThat(Endpoints.resolve("POST", "/v1/chat/completions", headers))
        .isEqualTo(new Chat(OPENAI_CHAT));
  }
}
