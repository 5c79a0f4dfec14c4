package dev.airoute.extproc.dialect.completions;

import dev.airoute.extproc.dialect.EventReader;
import dev.airoute.extproc.dialect.completions.CompletionsResponseReader.Chunk;
import dev.airoute.extproc.dialect.completions.CompletionsResponseReader.Piece;
import dev.airoute.extproc.dialect.openai.Field;
import dev.airoute.extproc.dialect.openai.OpenAiFinishReasons;
import dev.airoute.extproc.dialect.openai.OpenAiFinishReasons.Finish;
import dev.airoute.extproc.dialect.openai.OpenAiUsage;
import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.ChatEvent.Opening;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads a provider's stream. Finish reasons wait for its end, because usage and more may follow; a stream without one for
 * each choice has failed, with {@code [DONE]} or without.
 */
final class CompletionsEventReader implements EventReader {
  private final CompletionsCodec codec;
  private final List<ChatEvent> events = new ArrayList<>();

  /** By the number of a choice: its finish reason, empty while there is none. */
  private final Map<Integer, String> choices = new TreeMap<>();

  private boolean started;
  private boolean over;

  CompletionsEventReader(CompletionsCodec codec) {
    this.codec = codec;
  }

  @Override
  public List<ChatEvent> read(SseEvent frame) {
    if (!over && frame.dataIs("[DONE]")) {
      finish();
    } else if (!over && !frame.dataIs("")) {
      try {
        chunk(frame.json());
      } catch (JsonException e) {
        fail(CompletionsCodec.unusable(e.reason()));
      } catch (GatewayException e) {
        fail(CompletionsCodec.unusable(e.error().message()));
      }
    }
    return taken();
  }

  private void chunk(Json json) {
    if (Field.member(json, "error") != null) {
      fail(codec.readError(200, Map.of(), json.toByteArray()));
      return;
    }
    Chunk chunk = CompletionsResponseReader.chunk(json);
    if (!started) {
      started = true;
      events.add(new ChatEvent.Started(chunk.id(), chunk.model(), chunk.created(), null));
    }
    chunk.pieces().forEach(this::piece);
    if (chunk.usage() != null) {
      events.add(new ChatEvent.Used(OpenAiUsage.read(chunk.usage())));
    }
  }

  private void piece(Piece piece) {
    int index = piece.index();
    if (choices.putIfAbsent(index, "") == null) {
      events.add(new ChatEvent.PartStarted(index, 0, new Opening.Text()));
    }
    if (piece.logprobs() != null) {
      events.add(new ChatEvent.Logprobs(index, piece.logprobs()));
    }
    if (!piece.text().isEmptyString()) {
      events.add(new ChatEvent.Delta(index, 0, piece.text()));
    }
    if (piece.finish() != null) {
      choices.put(index, piece.finish());
    }
  }

  @Override
  public List<ChatEvent> end() {
    if (!over) {
      finish();
    }
    return taken();
  }

  private void finish() {
    if (choices.isEmpty() || choices.containsValue("")) {
      fail(CompletionsCodec.unusable("the stream ended before it was complete"));
      return;
    }
    choices.forEach((index, word) -> {
      Finish finish = OpenAiFinishReasons.read(word, false);
      events.add(new ChatEvent.PartEnded(index, 0));
      events.add(new ChatEvent.Finished(index, finish.reason(), finish.nativeWord(), null));
    });
    events.add(new ChatEvent.Ended());
    over = true;
  }

  private void fail(GatewayError error) {
    events.add(new ChatEvent.Failed(error));
    over = true;
  }

  private List<ChatEvent> taken() {
    List<ChatEvent> taken = List.copyOf(events);
    events.clear();
    return taken;
  }
}
