package dev.airoute.extproc.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.openai.models.ErrorObject;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.Completion;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.frame.SseReader;
import java.util.ArrayList;
import java.util.List;

/** The official SDKs judge what the gateway sends in their dialect. */
final class Oracles {
  static void request(Dialect dialect, byte[] body) {
    if (dialect == Dialect.GEMINI) {
      GoogleOracle.request(body);
      return;
    }
    read(
        new String(body, UTF_8),
        switch (dialect) {
          case OPENAI_CHAT -> ChatCompletionCreateParams.Body.class;
          case OPENAI_RESPONSES -> ResponseCreateParams.Body.class;
          case ANTHROPIC_MESSAGES -> MessageCreateParams.Body.class;
          default -> throw new IllegalArgumentException("no SDK for " + dialect);
        });
  }

  static void answer(Dialect dialect, byte[] body) {
    if (dialect == Dialect.GEMINI) {
      GoogleOracle.answer(body);
      return;
    }
    read(
        new String(body, UTF_8),
        switch (dialect) {
          case OPENAI_CHAT -> ChatCompletion.class;
          case OPENAI_COMPLETIONS -> Completion.class;
          case OPENAI_RESPONSES -> Response.class;
          case ANTHROPIC_MESSAGES -> Message.class;
          default -> throw new IllegalArgumentException("no SDK for " + dialect);
        });
  }

  static void error(Dialect dialect, byte[] body) {
    error(dialect, new String(body, UTF_8));
  }

  /** A stream that must be whole: every event valid, in order, with a proper end. */
  static void stream(Dialect dialect, byte[] body) {
    List<String> names = events(dialect, body);
    assertThat(names).isNotEmpty();
    switch (dialect) {
      case ANTHROPIC_MESSAGES -> anthropicOrder(names);
      case OPENAI_RESPONSES -> ResponsesOrder.check(frames(body));
      case GEMINI -> GoogleOracle.order(names);
      default -> {
        assertThat(names.getLast()).isEqualTo("[DONE]");
        assertThat(names.stream().filter("[DONE]"::equals)).hasSize(1);
      }
    }
  }

  /** A stream that must end with an error, and not as if it were whole. */
  static void brokenStream(Dialect dialect, byte[] body) {
    List<String> names = events(dialect, body);
    assertThat(names.getLast()).isIn("error", "response.failed");
    assertThat(names)
        .doesNotContain("[DONE]", "message_stop", "response.completed", "response.incomplete");
  }

  private static void anthropicOrder(List<String> names) {
    String order =
        String.join(" ", names.stream().filter(name -> !name.equals("ping")).toList());
    assertThat(order)
        .matches(
            "message_start( content_block_start( content_block_delta)* content_block_stop)*( message_delta)+"
                + " message_stop");
  }

  /** What each event is called, after it has been judged. */
  private static List<String> events(Dialect dialect, byte[] body) {
    List<String> names = new ArrayList<>();
    for (SseEvent frame : frames(body)) {
      names.add(
          switch (dialect) {
            case OPENAI_CHAT -> openAi(frame);
            case OPENAI_COMPLETIONS -> completion(frame);
            case OPENAI_RESPONSES -> responses(frame);
            case GEMINI -> GoogleOracle.event(frame);
            default -> anthropic(frame);
          });
    }
    return names;
  }

  private static List<SseEvent> frames(byte[] body) {
    SseReader reader = new SseReader();
    List<SseEvent> frames = new ArrayList<>(reader.read(body));
    assertThat(reader.end()).as("events without their blank line").isEmpty();
    return frames;
  }

  private static String responses(SseEvent frame) {
    assertThat(frame.json().get("type")).hasToString('"' + frame.event() + '"');
    read(frame.data(), ResponseStreamEvent.class);
    return frame.event();
  }

  /** The SDK's class is that of whole answers: it wants a finish reason in every chunk, where OpenAI has null. */
  private static String completion(SseEvent frame) {
    boolean plain = !frame.dataIs("[DONE]") && frame.json().get("error") == null;
    if (plain) {
      assertThat(frame.json().get("object")).hasToString("\"text_completion\"");
      assertThat(frame.json().get("choices")).isNotNull();
    }
    return plain ? "chunk" : openAi(frame);
  }

  private static String openAi(SseEvent frame) {
    assertThat(frame.event()).isEmpty();
    if (frame.dataIs("[DONE]")) {
      return "[DONE]";
    }
    if (frame.json().get("error") != null) {
      error(Dialect.OPENAI_CHAT, frame.data());
      return "error";
    }
    read(frame.data(), ChatCompletionChunk.class);
    return "chunk";
  }

  private static String anthropic(SseEvent frame) {
    assertThat(frame.json().get("type")).hasToString('"' + frame.event() + '"');
    switch (frame.event()) {
      case "error" -> error(Dialect.ANTHROPIC_MESSAGES, frame.data());
      case "ping" -> {}
      default -> read(frame.data(), RawMessageStreamEvent.class);
    }
    return frame.event();
  }

  private static void error(Dialect dialect, String body) {
    if (dialect == Dialect.GEMINI) {
      GoogleOracle.error(body);
      return;
    }
    try {
      if (dialect == Dialect.ANTHROPIC_MESSAGES) {
        com.anthropic.core.ObjectMappers.jsonMapper()
            .readValue(body, com.anthropic.models.ErrorResponse.class)
            .validate();
      } else {
        var mapper = com.openai.core.ObjectMappers.jsonMapper();
        mapper
            .treeToValue(mapper.readTree(body).get("error"), ErrorObject.class)
            .validate();
      }
    } catch (JsonProcessingException | RuntimeException e) {
      fail("the SDK refuses the error " + body, e);
    }
  }

  private static void read(String body, Class<?> type) {
    try {
      Object value = type.getName().startsWith("com.openai")
          ? com.openai.core.ObjectMappers.jsonMapper().readValue(body, type)
          : com.anthropic.core.ObjectMappers.jsonMapper().readValue(body, type);
      value.getClass().getMethod("validate").invoke(value);
    } catch (JsonProcessingException | ReflectiveOperationException e) {
      fail("the SDK refuses " + body, e);
    }
  }

  private Oracles() {}
}
