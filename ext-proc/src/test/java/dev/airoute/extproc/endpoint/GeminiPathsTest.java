package dev.airoute.extproc.endpoint;

import static dev.airoute.config.v1.Dialect.ANTHROPIC_MESSAGES;
import static dev.airoute.config.v1.Dialect.GEMINI;
import static dev.airoute.config.v1.Dialect.OPENAI_CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.endpoint.Endpoint.Chat;
import dev.airoute.extproc.endpoint.Endpoint.GetModel;
import dev.airoute.extproc.endpoint.Endpoint.ListModels;
import dev.airoute.extproc.endpoint.Endpoint.Target;
import dev.airoute.extproc.endpoint.Endpoint.UnknownPath;
import dev.airoute.extproc.endpoint.Endpoint.WrongMethod;
import dev.airoute.extproc.frame.StreamForm;
import dev.airoute.extproc.model.Operation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GeminiPathsTest {
  static List<Arguments> paths() {
    return List.of(
        Arguments.of("POST", "/v1beta/models/g:generateContent", whole("g")),
        Arguments.of("POST", "/v1/models/g:generateContent", whole("g")),
        Arguments.of("POST", "/v1alpha/models/g:generateContent?key=k", whole("g")),
        Arguments.of("POST", "/v1beta/models/ft:gpt:me:generateContent", whole("ft:gpt:me")),
        Arguments.of(
            "POST", "/v1beta/models/meta/llama%203+1:generateContent", whole("meta/llama 3+1")),
        Arguments.of("POST", "/v1beta/models/a%2Fb%3AgenerateContent", whole("a/b")),
        Arguments.of("POST", "/v1beta/tunedModels/mine:generateContent", whole("tunedModels/mine")),
        Arguments.of(
            "POST",
            "/v1beta1/projects/p/locations/l/publishers/google/models/g:generateContent",
            whole("g")),
        Arguments.of("POST", "/v1beta1/publishers/google/models/g:generateContent", whole("g")),
        Arguments.of(
            "POST",
            "/v1/projects/p/locations/l/publishers/meta/models/llama:generateContent",
            whole("meta/llama")),
        Arguments.of(
            "POST", "/v1beta/models/g:streamGenerateContent?alt=sse", stream("g", StreamForm.SSE)),
        Arguments.of(
            "POST",
            "/v1beta/models/g:streamGenerateContent?key=k&%24alt=sse",
            stream("g", StreamForm.SSE)),
        Arguments.of(
            "POST", "/v1beta/models/g:streamGenerateContent", stream("g", StreamForm.ARRAY)),
        Arguments.of(
            "POST",
            "/v1beta/models/g:streamGenerateContent?alt=json",
            stream("g", StreamForm.ARRAY)),
        Arguments.of(
            "POST",
            "/v1beta/models/g:countTokens",
            new Chat(GEMINI, Operation.COUNT_TOKENS, new Target("g", false, StreamForm.SSE))),
        Arguments.of("GET", "/v1beta/models/g:generateContent", new WrongMethod(GEMINI, "POST")),
        Arguments.of("GET", "/v1beta/models?pageSize=50", new ListModels(GEMINI)),
        Arguments.of("GET", "/v1beta1/publishers/google/models", new ListModels(GEMINI)),
        Arguments.of("GET", "/v1beta/models/g", new GetModel(GEMINI, "g")),
        Arguments.of("GET", "/v1beta/models/ft:gpt", new GetModel(GEMINI, "ft:gpt")),
        Arguments.of("GET", "/v1beta/tunedModels/m", new GetModel(GEMINI, "tunedModels/m")),
        Arguments.of("POST", "/v1beta/models", new WrongMethod(GEMINI, "GET")),
        Arguments.of("POST", "/v1beta/models/g:embedContent", new UnknownPath(GEMINI)),
        Arguments.of("POST", "/v1beta/openai/chat/completions", new UnknownPath(GEMINI)),
        Arguments.of("GET", "/v1beta/files/f", new UnknownPath(GEMINI)),
        Arguments.of("GET", "/v1/models", new ListModels(OPENAI_CHAT)),
        Arguments.of("GET", "/v1/models/ft:gpt", new GetModel(OPENAI_CHAT, "ft:gpt")),
        Arguments.of("GET", "/v2/models/g", new UnknownPath(OPENAI_CHAT)),
        Arguments.of(
            "POST",
            "/anthropic/v1/models/g:generateContent",
            new WrongMethod(ANTHROPIC_MESSAGES, "GET")));
  }

  private static Chat whole(String model) {
    return new Chat(GEMINI, Operation.CHAT, new Target(model, false, StreamForm.SSE));
  }

  private static Chat stream(String model, StreamForm form) {
    return new Chat(GEMINI, Operation.CHAT, new Target(model, true, form));
  }

  @ParameterizedTest
  @MethodSource("paths")
  void resolves(String method, String path, Endpoint endpoint) {
    assertThat(Endpoints.resolve(method, path, Map.of())).isEqualTo(endpoint);
  }

  @Test
  void knowsGooglesClientsWherePathsAreShared() {
    for (String header : List.of("x-goog-api-key", "x-goog-api-client")) {
      Map<String, String> headers = Map.of(header, "x");
      assertThat(Endpoints.resolve("GET", "/v1/models", headers)).isEqualTo(new ListModels(GEMINI));
      assertThat(Endpoints.resolve("GET", "/v1/models/g", headers))
          .isEqualTo(new GetModel(GEMINI, "g"));
      assertThat(Endpoints.resolve("POST", "/v1/embeddings", headers))
          .isEqualTo(new UnknownPath(OPENAI_CHAT));
    }
    assertThat(Endpoints.resolve("GET", "/v1/models?key=k", Map.of()))
        .isEqualTo(new ListModels(GEMINI));
  }

  @Test
  void readsQueriesAndNeverShowsThem() {
    QueryString query = QueryString.of("/p?key=a%2Bb+c&alt=sse&key=other&flag&bad=%zz");
    assertThat(query.first("key")).isEqualTo("a+b c");
    assertThat(query.first("alt")).isEqualTo("sse");
    assertThat(query.first("flag")).isEmpty();
    assertThat(query.first("bad")).isEqualTo("%zz");
    assertThat(query.first("none")).isEmpty();
    assertThat(query).hasToString("QueryString[***]");
  }
}
