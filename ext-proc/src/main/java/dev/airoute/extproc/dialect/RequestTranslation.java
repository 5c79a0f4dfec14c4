package dev.airoute.extproc.dialect;

import dev.airoute.config.v1.BodyEdits;
import dev.airoute.config.v1.LossPolicy;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.json.ObjectPatch;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;
import dev.airoute.extproc.model.Loss;
import dev.airoute.extproc.model.Loss.Fate;
import dev.airoute.extproc.model.Operation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the provider's request out of the client's. One instance per attempt, one thread. */
final class RequestTranslation {
  /** Bodies go uncompressed in both directions; the client's account at a provider is not the gateway's. */
  private static final List<String> REMOVED =
      List.of("accept-encoding", "content-encoding", "openai-organization", "openai-project");

  private final Attempt attempt;
  private final Losses losses;
  private final ProviderCodec codec;

  RequestTranslation(Attempt attempt, Losses losses) {
    this.attempt = attempt;
    this.losses = losses;
    this.codec = Dialects.provider(attempt);
  }

  /**
   * What was asked for.
   *
   * @param stream whether the client wants a stream
   * @param streamUsage whether it wants to see usage in it
   * @param addedUsage whether the gateway asked for usage that the client does not expect
   * @param echo what the answer repeats of the request
   * @param tools what became of the names of its tools
   */
  record Sent(
      boolean stream,
      boolean streamUsage,
      boolean addedUsage,
      @Nullable Json echo,
      ToolRenaming tools) {}

  /** The provider's body, and what it asks for. */
  record Translated(Json body, Sent sent) {}

  /** @param headers the client's, lower case */
  Translated translate(Json body, Map<String, String> headers) {
    TokenCounter counter = counter();
    Translated translated =
        counter == null ? chat(body, headers) : counting(counter, body, headers);
    refuseLosses();
    return translated;
  }

  private Translated chat(Json body, Map<String, String> headers) {
    return attempt.sameDialect() ? pass(body, headers) : rewrite(body);
  }

  /** Asks what the chat would come to, which is made as if it were to be had. */
  private Translated counting(TokenCounter counter, Json body, Map<String, String> headers) {
    Translated chat = chat(Dialects.asked(attempt).chat(body), headers);
    return new Translated(counter.request(chat.body(), attempt.targetModel()), chat.sent());
  }

  private @Nullable TokenCounter counter() {
    return attempt.call().operation() == Operation.COUNT_TOKENS ? Dialects.counter(attempt) : null;
  }

  private Translated pass(Json body, Map<String, String> headers) {
    Passage passage = codec.passage(body, attempt.targetModel(), losses);
    codec.moveHeaders(headers, body, passage.patch(), losses);
    Json passed = edited(passage.patch().apply(body));
    return new Translated(
        passed,
        new Sent(
            attempt.call().stream(),
            passage.streamUsage(),
            passage.addedUsage(),
            null,
            ToolRenaming.NONE));
  }

  private Translated rewrite(Json body) {
    ChatCodec client = Dialects.client(attempt.client());
    Call call = attempt.call();
    ChatRequest request = client.readRequest(body, losses).asking(call.model(), call.stream());
    JsonWriter out = new JsonWriter(body.length() + 1024);
    codec.writeRequest(request, attempt.targetModel(), out, losses);
    return new Translated(
        edited(out.toJson()),
        new Sent(
            request.stream(),
            request.streamUsage(),
            false,
            client.echo(body),
            ToolRenaming.of(request.tools(), codec)));
  }

  private Json edited(Json body) {
    BodyEdits edits = attempt.edits();
    ObjectPatch patch = new ObjectPatch();
    edits.getDefaultsMap().forEach((name, value) -> patch.setDefault(name, edit(name, value)));
    edits.getSetMap().forEach((name, value) -> patch.set(name, edit(name, value)));
    edits.getRemoveList().forEach(patch::remove);
    return patch.apply(body);
  }

  private static Json edit(String name, String value) {
    try {
      return Json.parse(value);
    } catch (JsonException _) {
      throw new GatewayException(GatewayError.of(
          ErrorKind.INTERNAL,
          "The route sets the field '" + name + "' to something that is not JSON",
          "route_edit_invalid"));
    }
  }

  /** Saying a thing in the provider's words is no loss that a route refuses; leaving it out is. */
  private void refuseLosses() {
    if (attempt.lossPolicy() != LossPolicy.REJECT) {
      return;
    }
    List<Loss> lost =
        losses.all().stream().filter(loss -> loss.fate() != Fate.APPROXIMATED).toList();
    if (lost.isEmpty()) {
      return;
    }
    String all = lost.stream()
        .map(loss -> loss.field() + " (" + loss.reason() + ")")
        .collect(Collectors.joining(", "));
    String message = "The route refuses requests that provider "
        + attempt.provider().getProviderName()
        + " cannot express: "
        + all;
    throw new GatewayException(new GatewayError(
        ErrorKind.INVALID_REQUEST,
        message,
        lost.getFirst().field(),
        "unsupported_parameter",
        null,
        ErrorKind.INVALID_REQUEST.status()));
  }

  /** @param original the client's bytes */
  Outbound.Forward forward(
      Translated translated, byte[] original, Map<String, String> clientHeaders) {
    byte[] body = translated.body().toByteArray();
    boolean changed = !Arrays.equals(body, original);
    Map<String, String> set = new LinkedHashMap<>();
    set.put("content-type", "application/json");
    set.put("accept", translated.sent().stream() ? codec.streamType() : "application/json");
    if (changed) {
      set.put("content-length", Integer.toString(body.length));
    }
    codec.headers().forEach((name, value) -> {
      if (!attempt.sameDialect() || !clientHeaders.containsKey(name)) {
        set.put(name, value);
      }
    });
    return new Outbound.Forward(
        attempt.provider().getPathPrefix() + path(translated.sent().stream()),
        attempt.provider().getAuthority(),
        set,
        removed(set),
        changed ? body : null);
  }

  private String path(boolean stream) {
    String chat = codec.path(attempt.targetModel(), stream);
    TokenCounter counter = counter();
    return counter == null ? chat : counter.path(chat);
  }

  private List<String> removed(Map<String, String> set) {
    Set<String> removed = new LinkedHashSet<>(REMOVED);
    removed.addAll(Dialects.allOwnHeaders());
    codec.ownHeaders().forEach(removed::remove);
    removed.removeAll(set.keySet());
    return List.copyOf(removed);
  }
}
