package dev.airoute.extproc.dialect.responses;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airoute.extproc.dialect.EventReader;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.openai.Field;
import dev.airoute.extproc.dialect.openai.OpenAiErrors;
import dev.airoute.extproc.dialect.responses.ResponsesFinishReasons.Finish;
import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a provider's stream. Items are told apart by {@code output_index}, because some servers give an item another id in
 * every event. The stream is over with one of its terminal events, and has failed without.
 */
final class ResponsesEventReader implements EventReader {
  private final List<ChatEvent> out = new ArrayList<>();
  private final StreamedItems items;
  private String id = "";
  private boolean started;
  private boolean over;

  ResponsesEventReader(Losses losses) {
    this.items = new StreamedItems(new PartQueue(out), losses);
  }

  @Override
  public List<ChatEvent> read(SseEvent frame) {
    if (over || frame.length() == 0 || frame.dataIs("[DONE]")) {
      return List.of();
    }
    try {
      Json data = frame.json();
      if (data.isObject()) {
        event(Event.read(frame.event(), data));
      }
    } catch (JsonException e) {
      fail(broken("The provider's stream is broken: " + e.reason()));
    } catch (GatewayException e) {
      fail(e.error());
    }
    return taken();
  }

  @Override
  public List<ChatEvent> end() {
    if (over) {
      return List.of();
    }
    fail(broken("The provider's stream ended before the answer was complete"));
    return taken();
  }

  private void event(Event event) {
    switch (event.type) {
      case "response.created", "response.in_progress", "response.queued" -> start(event.answer());
      case "response.completed", "response.incomplete" -> finish(event.answer());
      case "response.failed" -> {
        Answer answer = event.answer();
        used(answer);
        fail(answer.failure());
      }
      case "error" -> fail(OpenAiErrors.read(200, "", event.data.toString().getBytes(UTF_8)));
      default -> {
        if (event.error != null && event.type.isEmpty()) {
          fail(OpenAiErrors.read(200, "", event.data.toString().getBytes(UTF_8)));
        } else if (event.type.startsWith("response.")) {
          begin();
          items.event(event, id);
        }
      }
    }
  }

  private void start(Answer answer) {
    if (!started) {
      started = true;
      id = answer.id();
      out.add(new ChatEvent.Started(id, answer.model(), answer.created(), null));
    }
  }

  /** For servers that leave the first events out. */
  private void begin() {
    if (!started) {
      started = true;
      out.add(new ChatEvent.Started("", "", 0, null));
    }
  }

  private void finish(Answer answer) {
    answer.mustBeOver();
    start(answer);
    items.end(answer.output(), id);
    Finish finish = ResponsesFinishReasons.read(answer.status(), answer.reason(), items.called());
    out.add(new ChatEvent.Finished(0, finish.reason(), finish.nativeWord(), null));
    used(answer);
    out.add(new ChatEvent.Ended());
    over = true;
  }

  private void used(Answer answer) {
    if (answer.usage() != null) {
      out.add(new ChatEvent.Used(answer.tokens()));
    }
  }

  private void fail(GatewayError error) {
    out.add(new ChatEvent.Failed(error));
    over = true;
  }

  private List<ChatEvent> taken() {
    List<ChatEvent> taken = List.copyOf(out);
    out.clear();
    return taken;
  }

  private static GatewayError broken(String message) {
    return GatewayError.of(ErrorKind.BAD_GATEWAY, message, "provider_stream_broken");
  }

  /** The fields of one event. */
  static final class Event {
    final Json data;
    String type;

    /** -1: the one that was spoken of last. */
    int output = -1;

    int content;
    String section = "";

    @Nullable
    Json item;

    @Nullable
    Json part;

    @Nullable
    Json delta;

    /** What the event is about, whole: {@code text}, {@code arguments} or {@code input}. */
    @Nullable
    Json whole;

    @Nullable
    Json annotation;

    @Nullable
    Json logprobs;

    @Nullable
    Json error;

    private @Nullable Json response;

    private Event(String type, Json data) {
      this.type = type;
      this.data = data;
    }

    static Event read(String name, Json data) {
      Event event = new Event(name, data);
      JsonCursor cursor = data.cursor();
      cursor.enterObject();
      while (cursor.nextField()) {
        event.field(cursor);
      }
      return event;
    }

    private void field(JsonCursor cursor) {
      switch (cursor.name()) {
        case "type" -> {
          String given = Answer.text(cursor.value());
          type = given.isEmpty() ? type : given;
        }
        case "output_index" -> output = number(cursor.value());
        case "content_index" -> {
          content = number(cursor.value());
          section = section.isEmpty() ? "content " + content : section;
        }
        case "summary_index" -> section = "summary " + number(cursor.value());
        case "item" -> item = Field.any(cursor);
        case "part" -> part = Field.any(cursor);
        case "delta" -> delta = string(cursor.value());
        case "text", "arguments", "input", "refusal" -> whole = string(cursor.value());
        case "annotation" -> annotation = Field.any(cursor);
        case "logprobs" -> logprobs = Field.any(cursor);
        case "error" -> error = Field.any(cursor);
        case "response" -> response = Field.any(cursor);
        default -> cursor.skip();
      }
    }

    Answer answer() {
      return Answer.read(response == null ? Json.EMPTY_OBJECT : response);
    }

    private static int number(Json value) {
      return value.isNumber() ? (int) value.asLong() : 0;
    }

    private static @Nullable Json string(Json value) {
      return value.isString() ? value : null;
    }
  }
}
