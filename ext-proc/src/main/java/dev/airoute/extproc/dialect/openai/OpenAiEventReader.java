package dev.airoute.extproc.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airoute.extproc.dialect.EventReader;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.ErrorKind;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;
import dev.airoute.extproc.model.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream of any vendor. Finish reasons are kept until the stream says {@code [DONE]} or closes, because some vendors
 * send one early and go on; a stream that ends without one for each choice has failed.
 */
final class OpenAiEventReader implements EventReader {
  private final Losses losses;
  private final List<ChatEvent> out = new ArrayList<>();
  private final Map<Integer, OpenAiDeltaReader> choices = new TreeMap<>();
  private Usage usage = Usage.ZERO;
  private String id = "";
  private boolean started;
  private boolean over;

  OpenAiEventReader(Losses losses) {
    this.losses = losses;
  }

  /** The fields of one chunk. */
  private static final class Chunk {
    String id = "";
    String model = "";
    long created;
    Json choices = Json.NULL;

    @Nullable
    Json usage;

    @Nullable
    Json error;
  }

  @Override
  public List<ChatEvent> read(SseEvent frame) {
    if (over || frame.length() == 0) {
      return List.of();
    }
    try {
      if (frame.dataIs("[DONE]")) {
        finish();
      } else {
        frame(frame);
      }
    } catch (JsonException e) {
      fail(unusable("The provider's stream is broken: " + e.reason()));
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
    try {
      finish();
    } catch (GatewayException e) {
      fail(e.error());
    }
    return taken();
  }

  private void frame(SseEvent frame) {
    Json data = frame.json();
    if (!data.isObject()) {
      return;
    }
    Chunk chunk = chunk(data);
    if (chunk.error != null || frame.event().equals("error")) {
      fail(OpenAiErrors.read(200, "", data.toString().getBytes(UTF_8)));
      return;
    }
    boolean any = chunk.choices.isArray();
    if (!started && (!chunk.id.isEmpty() || any && chunk.choices.length() > 2)) {
      started = true;
      id = chunk.id;
      out.add(new ChatEvent.Started(id, chunk.model, chunk.created, null));
    }
    if (any) {
      choices(chunk.choices);
    }
    if (chunk.usage != null && chunk.usage.isObject()) {
      used(OpenAiUsage.read(chunk.usage));
    }
  }

  private static Chunk chunk(Json data) {
    Chunk chunk = new Chunk();
    JsonCursor cursor = data.cursor();
    cursor.enterObject();
    while (cursor.nextField()) {
      if (cursor.nameIs("choices")) {
        chunk.choices = cursor.value();
      } else if (cursor.nameIs("id")) {
        chunk.id = text(cursor.value());
      } else if (cursor.nameIs("model")) {
        chunk.model = text(cursor.value());
      } else if (cursor.nameIs("created")) {
        Json created = cursor.value();
        chunk.created = created.isNumber() ? (long) created.asDouble() : 0;
      } else if (cursor.nameIs("usage")) {
        Json value = cursor.value();
        chunk.usage = value.isObject() ? value : chunk.usage;
      } else if (cursor.nameIs("x_groq")) {
        Json value = Field.member(cursor.value(), "usage");
        chunk.usage = chunk.usage == null ? value : chunk.usage;
      } else if (cursor.nameIs("error")) {
        chunk.error = Field.any(cursor);
      }
    }
    return chunk;
  }

  private void choices(Json array) {
    JsonCursor cursor = array.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      Json choice = cursor.value();
      if (!choice.isObject()) {
        continue;
      }
      Json index = Field.member(choice, "index");
      int number = index != null && index.isNumber() ? (int) index.asLong() : 0;
      choices
          .computeIfAbsent(number, key -> new OpenAiDeltaReader(key, out, losses))
          .read(id, choice);
    }
  }

  private void used(Usage latest) {
    if (!latest.equals(usage)) {
      usage = latest;
      out.add(new ChatEvent.Used(latest));
    }
  }

  private void finish() {
    boolean complete =
        !choices.isEmpty() && choices.values().stream().allMatch(OpenAiDeltaReader::finished);
    if (!complete) {
      fail(unusable("The provider's stream ended before the answer was complete"));
      return;
    }
    choices.values().forEach(OpenAiDeltaReader::end);
    out.add(new ChatEvent.Ended());
    over = true;
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

  private static String text(Json value) {
    return value.isString() ? value.text() : "";
  }

  private static GatewayError unusable(String message) {
    return GatewayError.of(ErrorKind.BAD_GATEWAY, message, "provider_stream_broken");
  }
}
