package dev.airoute.extproc.endpoint;

import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.endpoint.Endpoint.Chat;
import dev.airoute.extproc.endpoint.Endpoint.Target;
import dev.airoute.extproc.frame.StreamForm;
import dev.airoute.extproc.model.Operation;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Paths of Gemini's interface, which name model and method: those of AI Studio, and those that the same SDKs use for Vertex
 * AI.
 *
 * <p>A model is called as the SDKs' users call it: {@code models/} and Google as the publisher go without saying, other
 * publishers stand in front of their models, and tuned models keep their collection.
 */
final class GeminiPaths {
  private static final Pattern VERSION =
      Pattern.compile("/(?<version>v1|v1alpha|v1beta|v1beta1)/(projects/[^/]+/locations/[^/]+/)?");

  private static final Pattern NAME = Pattern.compile(
      "(publishers/(?<publisher>[^/]+)/)?models/(?<model>.+)|(?<tuned>(tunedModels|endpoints)/.+)");

  /** Null for paths that are somebody else's. @param plain without query @param googles whether the caller is known to be one of Google's clients */
  static @Nullable Endpoint resolve(
      String method, String plain, QueryString query, boolean googles) {
    Matcher version = VERSION.matcher(plain);
    if (!version.lookingAt()) {
      return null;
    }
    String rest = Endpoints.decoded(plain.substring(version.end()));
    int colon = rest.lastIndexOf(':');
    Endpoint called =
        colon < 0 ? null : called(rest.substring(0, colon), rest.substring(colon + 1), query);
    if (called != null) {
      return Endpoints.only("POST", method, called);
    }
    if (version.group("version").equals("v1")) {
      // The other dialects' paths begin so too, and two of them have this one.
      boolean models = rest.equals("models") || model(rest) != null;
      if (!googles || !models) {
        return null;
      }
    }
    boolean unknown = colon >= 0 && method.equals("POST");
    return unknown
        ? new Endpoint.UnknownPath(Dialect.GEMINI)
        : Endpoints.only("GET", method, listed(rest));
  }

  private static @Nullable Endpoint called(String name, String word, QueryString query) {
    String model = model(name);
    if (model == null) {
      return null;
    }
    return switch (word) {
      case "generateContent" -> chat(Operation.CHAT, new Target(model, false, StreamForm.SSE));
      case "streamGenerateContent" -> {
        boolean events = query.first("alt").equals("sse") || query.first("$alt").equals("sse");
        StreamForm form = events ? StreamForm.SSE : StreamForm.ARRAY;
        yield chat(Operation.CHAT, new Target(model, true, form));
      }
      case "countTokens" -> chat(Operation.COUNT_TOKENS, new Target(model, false, StreamForm.SSE));
      default -> null;
    };
  }

  private static Chat chat(Operation operation, Target target) {
    return new Chat(Dialect.GEMINI, operation, target);
  }

  private static Endpoint listed(String rest) {
    if (rest.equals("models") || rest.equals("publishers/google/models")) {
      return new Endpoint.ListModels(Dialect.GEMINI);
    }
    String model = model(rest);
    return model == null
        ? new Endpoint.UnknownPath(Dialect.GEMINI)
        : new Endpoint.GetModel(Dialect.GEMINI, model);
  }

  private static @Nullable String model(String name) {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      return null;
    }
    if (parts.group("tuned") != null) {
      return parts.group("tuned");
    }
    String publisher = parts.group("publisher");
    String model = parts.group("model");
    return publisher == null || publisher.equals("google") ? model : publisher + "/" + model;
  }

  private GeminiPaths() {}
}
