package dev.airoute.extproc.dialect.anthropic;

import dev.airoute.extproc.dialect.EventReader;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.ChatEvent.Ended;
import dev.airoute.extproc.model.ChatEvent.Failed;
import dev.airoute.extproc.model.ChatEvent.Finished;
import dev.airoute.extproc.model.ChatEvent.Ping;
import dev.airoute.extproc.model.ChatEvent.Started;
import dev.airoute.extproc.model.ChatEvent.Used;
import dev.airoute.extproc.model.FinishReason;
import dev.airoute.extproc.model.GatewayError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a <a href="https://docs.claude.com/en/build-with-claude/streaming">stream</a>. A stream that does not end with {@code
 * message_stop}, or that starts its answer anew in the middle, has failed.
 */
final class AnthropicEventReader implements EventReader {
  private final List<ChatEvent> events = new ArrayList<>();
  private final AnthropicBlockStream blocks;
  private AnthropicUsage usage = AnthropicUsage.NONE;
  private boolean started;
  private boolean finished;
  private boolean over;

  AnthropicEventReader(Losses losses) {
    this.blocks = new AnthropicBlockStream(events, losses);
  }

  @Override
  public List<ChatEvent> read(SseEvent frame) {
    if (!over && !frame.dataIs("") && !frame.dataIs("[DONE]")) {
      try {
        event(Members.of(frame.json(), ""), frame.event());
      } catch (JsonException e) {
        fail("The provider sent an event that cannot be read: " + e.reason());
      } catch (DialectException e) {
        fail("The provider sent an event that cannot be read: " + e.getMessage());
      }
    }
    return taken();
  }

  @Override
  public List<ChatEvent> end() {
    if (!over) {
      fail("The provider's stream ended before its answer was complete");
    }
    return taken();
  }

  /** A block that opens with nothing but its kind says something only in its deltas; one that is not known may say all. */
  static boolean isContent(SseEvent frame) {
    if (frame.dataIs("") || frame.dataIs("[DONE]")) {
      return false;
    }
    try {
      Json data = frame.json();
      if (!data.isObject()) {
        return false;
      }
      String type = text(data, "type");
      return switch (type.isEmpty() ? frame.event() : type) {
        case "content_block_delta" -> true;
        case "content_block_start" -> {
          String block = text(data.get("content_block"), "type");
          yield !block.equals("text") && !block.equals("thinking");
        }
        default -> false;
      };
    } catch (JsonException _) {
      return false;
    }
  }

  private static String text(@Nullable Json object, String name) {
    Json value = object != null && object.isObject() ? object.get(name) : null;
    return value != null && value.isString() ? value.text() : "";
  }

  private List<ChatEvent> taken() {
    List<ChatEvent> taken = List.copyOf(events);
    events.clear();
    return taken;
  }

  private void event(Members data, String name) {
    String type = data.text("type");
    switch (type.isEmpty() ? name : type) {
      case "message_start" -> start(data);
      case "content_block_start" -> {
        if (ready()) {
          blocks.start(data);
        }
      }
      case "content_block_delta" -> {
        if (ready()) {
          blocks.delta(data);
        }
      }
      case "content_block_stop" -> blocks.stop(data);
      case "message_delta" -> delta(data);
      case "message_stop" -> stop();
      case "ping" -> events.add(new Ping());
      case "error" -> error(data);
      // Anthropic adds types of events and asks that unknown ones be ignored.
      default -> {}
    }
  }

  private boolean ready() {
    if (!started || finished) {
      fail("The provider sent content " + (started ? "after" : "before") + " its answer");
    }
    return !over;
  }

  private void start(Members data) {
    if (started) {
      // Some proxies send it twice; once content has come, two answers would be glued together.
      if (blocks.any()) {
        fail("The provider started its answer anew in the middle of the stream");
      }
      return;
    }
    Members message = data.inner("message");
    if (message == null) {
      throw DialectException.missing("message");
    }
    started = true;
    String id = message.text("id");
    blocks.answer(id);
    usage = usage.with(message.any("usage"));
    events.add(new Started(id, message.text("model"), 0, usage.toModel()));
  }

  private void delta(Members data) {
    if (!started) {
      fail("The provider sent the end of its answer before the start");
      return;
    }
    Members delta = data.inner("delta");
    String word = delta == null || finished ? "" : delta.text("stop_reason");
    if (!word.isEmpty()) {
      blocks.close();
    }
    usage = usage.with(data.any("usage"));
    events.add(new Used(usage.toModel()));
    if (delta == null || word.isEmpty()) {
      return;
    }
    FinishReason finish = AnthropicFinishReasons.read(word);
    var details = AnthropicResponseReader.StopDetails.read(delta.any("stop_details"));
    if (details.explanation() != null) {
      blocks.refusal(details.explanation());
    }
    String nativeWord = AnthropicFinishReasons.nativeWord(finish, word, details.category());
    events.add(new Finished(0, finish, nativeWord, delta.string("stop_sequence")));
    finished = true;
  }

  private void stop() {
    if (finished) {
      events.add(new Ended());
      over = true;
    } else {
      fail("The provider's stream ended without a stop reason");
    }
  }

  private void error(Members data) {
    Json error = data.any("error");
    Json body = error == null ? Json.EMPTY_OBJECT : wrapped(error);
    failed(AnthropicErrors.read(200, "", body));
  }

  private static Json wrapped(Json error) {
    return new JsonWriter(error.length() + 16)
        .beginObject()
        .field("error", error)
        .endObject()
        .toJson();
  }

  private void fail(String message) {
    failed(GatewayError.unusableAnswer(message));
  }

  private void failed(GatewayError error) {
    events.add(new Failed(error));
    over = true;
  }
}
