package dev.airoute.extproc.stream;

import dev.airoute.config.v1.FallbackCondition;
import dev.airoute.extproc.dialect.Attempt;
import dev.airoute.extproc.dialect.Outbound;
import dev.airoute.extproc.dialect.Step;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.Loss;
import dev.airoute.extproc.model.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Translations that do what the test laid out, step by step, and keep what they were given. */
final class FakeTranslations implements Translations {
  final List<Attempt> attempts = new ArrayList<>();
  final List<String> heard = new ArrayList<>();

  Outbound outbound = new Outbound.Forward(
      "/v1/there",
      "api.test",
      Map.of("x-set", "1"),
      List.of("x-drop"),
      bytes("{\"translated\":1}"));

  /** What request() throws instead. */
  @Nullable
  RuntimeException failure;

  int closed;

  /** One for each piece of the answer: a Step, or a RuntimeException to throw. */
  final Deque<Object> steps = new ArrayDeque<>();

  @Nullable
  Usage usage;

  @Nullable
  FallbackCondition fallback;

  FakeTranslations then(Object... more) {
    steps.addAll(List.of(more));
    return this;
  }

  static Step.Commit commit(int status, String body, boolean end) {
    return new Step.Commit(
        status, Map.of("content-type", "text/plain"), List.of("content-length"), bytes(body), end);
  }

  static Step.Continue more(String body, boolean end) {
    return new Step.Continue(bytes(body), end);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Translation begin(Attempt attempt) {
    attempts.add(attempt);
    return new Fake();
  }

  private final class Fake implements Translation {
    @Override
    public Outbound request(byte[] body, Map<String, String> headers) {
      heard.add("request " + new String(body, StandardCharsets.UTF_8));
      if (failure != null) {
        throw failure;
      }
      return outbound;
    }

    @Override
    public Step responseHeaders(int status, Map<String, String> headers, boolean end) {
      heard.add("headers " + status + (end ? " end" : ""));
      return next();
    }

    @Override
    public Step responseBody(byte[] bytes, int offset, int length, boolean end) {
      heard.add("body " + new String(bytes, offset, length, StandardCharsets.UTF_8)
          + (end ? " end" : ""));
      return next();
    }

    private Step next() {
      return switch (steps.remove()) {
        case Step step -> step;
        case RuntimeException failure -> throw failure;
        case Object other -> throw new AssertionError(other);
      };
    }

    @Override
    public @Nullable Usage usage() {
      return usage;
    }

    @Override
    public List<Loss> losses() {
      return List.of(new Loss("seed", Loss.Fate.DROPPED, "There is no seed there."));
    }

    @Override
    public @Nullable String servedModel() {
      return "served";
    }

    @Override
    public @Nullable FallbackCondition fallback() {
      return fallback;
    }

    @Override
    public @Nullable GatewayError error() {
      return null;
    }

    @Override
    public void close() {
      closed++;
    }
  }
}
