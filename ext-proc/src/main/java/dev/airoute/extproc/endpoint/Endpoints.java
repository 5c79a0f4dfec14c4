package dev.airoute.extproc.endpoint;

import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.model.Operation;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The table of paths. */
public final class Endpoints {
  private static final String ANTHROPIC_PREFIX = "/anthropic";
  private static final String CHAT_COMPLETIONS = "/v1/chat/completions";
  private static final String COMPLETIONS = "/v1/completions";
  private static final String RESPONSES = "/v1/responses";
  private static final String MESSAGES = "/v1/messages";
  private static final String MODELS = "/v1/models";

  private Endpoints() {}

  /**
   * @param path as sent, with or without a query
   * @param headers lower-case names; {@code anthropic-version} and {@code x-goog-…} tell the dialect of paths that several dialects have
   */
  public static Endpoint resolve(String method, String path, Map<String, String> headers) {
    String plain = withoutQuery(path);
    boolean prefixed = plain.equals(ANTHROPIC_PREFIX) || plain.startsWith(ANTHROPIC_PREFIX + "/");
    String local = prefixed ? plain.substring(ANTHROPIC_PREFIX.length()) : plain;
    if (local.equals(MESSAGES)) {
      return only("POST", method, new Endpoint.Chat(Dialect.ANTHROPIC_MESSAGES));
    }
    if (local.equals(MESSAGES + "/count_tokens")) {
      return only("POST", method, counting(Dialect.ANTHROPIC_MESSAGES));
    }
    if (local.equals(CHAT_COMPLETIONS) && !prefixed) {
      return only("POST", method, new Endpoint.Chat(Dialect.OPENAI_CHAT));
    }
    if (local.equals(COMPLETIONS) && !prefixed) {
      return only("POST", method, new Endpoint.Chat(Dialect.OPENAI_COMPLETIONS));
    }
    if (local.equals(RESPONSES) && !prefixed) {
      return only("POST", method, new Endpoint.Chat(Dialect.OPENAI_RESPONSES));
    }
    if (local.equals(RESPONSES + "/input_tokens") && !prefixed) {
      return only("POST", method, counting(Dialect.OPENAI_RESPONSES));
    }
    if (local.startsWith(RESPONSES + "/") && !prefixed) {
      return new Endpoint.StoredState(Dialect.OPENAI_RESPONSES);
    }
    QueryString query = QueryString.of(path);
    boolean googles = headers.containsKey("x-goog-api-key")
        || headers.containsKey("x-goog-api-client")
        || !query.first("key").isEmpty();
    Endpoint gemini = prefixed ? null : GeminiPaths.resolve(method, plain, query, googles);
    if (gemini != null) {
      return gemini;
    }
    boolean anthropic =
        prefixed || local.startsWith(MESSAGES + "/") || headers.containsKey("anthropic-version");
    Dialect dialect = anthropic ? Dialect.ANTHROPIC_MESSAGES : Dialect.OPENAI_CHAT;
    if (local.equals(MODELS)) {
      return only("GET", method, new Endpoint.ListModels(dialect));
    }
    if (local.startsWith(MODELS + "/") && local.length() > MODELS.length() + 1) {
      String model = decoded(local.substring(MODELS.length() + 1));
      return only("GET", method, new Endpoint.GetModel(dialect, model));
    }
    return new Endpoint.UnknownPath(dialect);
  }

  /** The path alone: what may be logged. */
  public static String withoutQuery(String path) {
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }

  private static Endpoint counting(Dialect dialect) {
    return new Endpoint.Chat(dialect, Operation.COUNT_TOKENS, null);
  }

  static Endpoint only(String allow, String method, Endpoint endpoint) {
    boolean right = method.equals(allow) || endpoint instanceof Endpoint.UnknownPath;
    return right ? endpoint : new Endpoint.WrongMethod(endpoint.dialect(), allow);
  }

  /** Undoes percent-encoding; a name that is not properly encoded is taken as it stands. */
  static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return segment;
    }
  }
}
