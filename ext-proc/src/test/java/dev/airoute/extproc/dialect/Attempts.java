package dev.airoute.extproc.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airoute.config.v1.BodyEdits;
import dev.airoute.config.v1.Dialect;
import dev.airoute.config.v1.FallbackCondition;
import dev.airoute.config.v1.LossPolicy;
import dev.airoute.config.v1.Provider;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Attempts for tests, and what came of them. */
final class Attempts {
  static final Set<FallbackCondition> EVERY = Set.copyOf(
      EnumSet.range(FallbackCondition.CONNECT_FAILURE, FallbackCondition.CONTEXT_WINDOW_EXCEEDED));

  private static final String VERTEX = "/v1/projects/p/locations/us-central1";

  /** Behind a type: the provider speaks OpenAI's other dialect. */
  static final String RESPONSES = "-Responses";

  static Attempt attempt(Dialect client, String type) {
    return attempt(client, type, BodyEdits.getDefaultInstance(), LossPolicy.REPORT);
  }

  static Attempt attempt(Dialect client, String type, BodyEdits edits, LossPolicy policy) {
    Dialect dialect = dialect(type);
    Provider provider = Provider.newBuilder()
        .setName("default/p@0123456789")
        .setProviderName("default/p")
        .setType(type.replace(RESPONSES, ""))
        .setDialect(dialect)
        .setAuthority("api.example.com")
        .setPathPrefix(type.equals("GoogleVertexAI") ? VERTEX : prefix(dialect))
        .build();
    return new Attempt(
        "0123456789abcdef",
        Call.chat(client, "smart", false),
        provider,
        provider.getDialect(),
        model(dialect),
        edits,
        policy,
        EVERY,
        1,
        1_700_000_000L);
  }

  /** The same, asking for a stream if this body does. */
  static Attempt asking(Attempt attempt, byte[] body) {
    return asking(attempt, new String(body, UTF_8).replace(" ", "").contains("\"stream\":true"));
  }

  static Attempt asking(Attempt attempt, boolean stream) {
    Call call = attempt.call();
    return new Attempt(
        attempt.requestId(),
        new Call(call.dialect(), call.operation(), call.model(), stream, call.form()),
        attempt.provider(),
        attempt.dialect(),
        attempt.targetModel(),
        attempt.edits(),
        attempt.lossPolicy(),
        attempt.fallbackOn(),
        attempt.number(),
        attempt.created());
  }

  /** The least that a client can ask for. */
  static String hello(Dialect client, boolean stream) {
    return switch (client) {
      case GEMINI ->
        "{\"contents\":[{\"parts\":[{\"text\":\"x\"}]}],"
            + "\"generationConfig\":{\"thinkingConfig\":{\"includeThoughts\":true}}}";
      case OPENAI_RESPONSES ->
        "{\"model\":\"smart\",\"max_output_tokens\":9,\"stream\":%s,\"input\":\"x\"}"
            .formatted(stream);
      default -> {
        String usage = client == Dialect.OPENAI_CHAT && stream
            ? ",\"stream_options\":{\"include_usage\":true}"
            : "";
        yield "{\"model\":\"smart\",\"max_tokens\":9,\"stream\":%s%s,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"
            .formatted(stream, usage);
      }
    };
  }

  private static Dialect dialect(String type) {
    if (type.endsWith(RESPONSES)) {
      return Dialect.OPENAI_RESPONSES;
    }
    return switch (type) {
      case "Anthropic" -> Dialect.ANTHROPIC_MESSAGES;
      case "GoogleAIStudio", "GoogleVertexAI" -> Dialect.GEMINI;
      case "Cohere" -> Dialect.COHERE;
      default -> Dialect.OPENAI_CHAT;
    };
  }

  private static String prefix(Dialect dialect) {
    return switch (dialect) {
      case ANTHROPIC_MESSAGES, COHERE -> "";
      case GEMINI -> "/v1beta";
      default -> "/v1";
    };
  }

  private static String model(Dialect dialect) {
    return switch (dialect) {
      case ANTHROPIC_MESSAGES -> "claude-sonnet-4-5";
      case GEMINI -> "gemini-2.5-flash";
      case COHERE -> "command-a-03-2025";
      default -> "gpt-5";
    };
  }

  /** All that went to the client, and how it began. */
  record Reply(Step.Commit head, byte[] body, int steps) {}

  /** Plays an answer in pieces of that many bytes. */
  static Reply play(
      AttemptTranslation translation, int status, String contentType, byte[] body, int piece) {
    List<Step> steps = new ArrayList<>();
    steps.add(translation.responseHeaders(status, Map.of("content-type", contentType), false));
    for (int at = 0; at < body.length && !ended(steps); at += piece) {
      // A copy per piece: as in life, what is read later must not depend on one array.
      byte[] bytes = Arrays.copyOfRange(body, at, Math.min(body.length, at + piece));
      steps.add(translation.responseBody(bytes, 0, bytes.length, false));
    }
    if (!ended(steps)) {
      steps.add(translation.responseBody(new byte[0], 0, 0, true));
    }
    return reply(steps);
  }

  private static boolean ended(List<Step> steps) {
    return switch (steps.getLast()) {
      case Step.Hold() -> false;
      case Step.Commit commit -> commit.end();
      case Step.Continue more -> more.end();
    };
  }

  private static Reply reply(List<Step> steps) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    Step.Commit head = null;
    int count = 0;
    for (Step step : steps) {
      switch (step) {
        case Step.Hold() -> {}
        case Step.Commit commit -> {
          if (head != null) {
            throw new AssertionError("two commits");
          }
          head = commit;
          body.writeBytes(commit.body());
          count++;
        }
        case Step.Continue more -> {
          if (head == null) {
            throw new AssertionError("bytes before the commit");
          }
          body.writeBytes(more.body());
          count += more.body().length == 0 ? 0 : 1;
        }
      }
    }
    if (head == null || !ended(steps)) {
      throw new AssertionError("no answer, or no end: " + steps);
    }
    return new Reply(head, body.toByteArray(), count);
  }

  private Attempts() {}
}
