package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.dialect.EventReader;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.gemini.GeminiAnswer.Candidate;
import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.ChatEvent.Ended;
import dev.airoute.extproc.model.ChatEvent.Failed;
import dev.airoute.extproc.model.ChatEvent.Finished;
import dev.airoute.extproc.model.ChatEvent.Started;
import dev.airoute.extproc.model.ChatEvent.Used;
import dev.airoute.extproc.model.FinishReason;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads a stream of {@code GenerateContentResponse}. Nothing marks its end but the end of the body, so that one in which a
 * candidate has no {@code finishReason} has failed.
 */
final class GeminiEventReader implements EventReader {
  private final List<ChatEvent> events = new ArrayList<>();
  private final Map<Integer, GeminiChoiceStream> choices = new TreeMap<>();
  private GeminiUsage usage = GeminiUsage.NONE;
  private String id = "";
  private String blockReason = "";
  private final Losses losses;
  private boolean started;
  private boolean over;

  GeminiEventReader(Losses losses) {
    this.losses = losses;
  }

  @Override
  public List<ChatEvent> read(SseEvent frame) {
    if (!over && !frame.dataIs("") && !frame.dataIs("[DONE]")) {
      try {
        answer(GeminiAnswer.read(frame.json(), losses), frame);
      } catch (JsonException e) {
        fail(GeminiCodec.unusable(e.reason()));
      }
    }
    return taken();
  }

  private void answer(GeminiAnswer answer, SseEvent frame) {
    if (answer.error() != null && !answer.error().isNull()) {
      fail(GeminiErrors.read(200, "", frame.json()));
      return;
    }
    GeminiUsage before = usage;
    usage = usage.with(answer.usage());
    if (!started) {
      started = true;
      id = answer.id();
      Usage known = usage.equals(GeminiUsage.NONE) ? null : usage.toModel();
      events.add(new Started(id, answer.model(), 0, known));
    } else if (!usage.equals(before)) {
      events.add(new Used(usage.toModel()));
    }
    if (!answer.blockReason().isEmpty()) {
      blockReason = answer.blockReason();
    }
    answer.candidates().forEach(this::candidate);
  }

  private void candidate(Candidate candidate) {
    GatewayError failure =
        GeminiFinishReasons.failure(candidate.finish(), candidate.finishMessage());
    if (over) {
      return;
    }
    if (failure != null) {
      fail(failure);
      return;
    }
    choices
        .computeIfAbsent(candidate.index(), index -> new GeminiChoiceStream(index, events, losses))
        .read(candidate, id);
  }

  @Override
  public List<ChatEvent> end() {
    if (!over) {
      finish();
    }
    return taken();
  }

  private void finish() {
    boolean complete = choices.values().stream().allMatch(GeminiChoiceStream::complete);
    if (!complete || choices.isEmpty() && blockReason.isEmpty()) {
      fail(GeminiCodec.unusable("the stream ended before it was complete"));
      return;
    }
    if (choices.isEmpty()) {
      events.add(new Finished(0, FinishReason.CONTENT_FILTER, blockReason, null));
    }
    choices.values().forEach(choice -> choice.end(id));
    events.add(new Used(usage.toModel()));
    events.add(new Ended());
    over = true;
  }

  private void fail(GatewayError error) {
    events.add(new Failed(error));
    over = true;
  }

  private List<ChatEvent> taken() {
    List<ChatEvent> taken = List.copyOf(events);
    events.clear();
    return taken;
  }
}
