package dev.airoute.extproc.dialect.bedrock;

import dev.airoute.extproc.dialect.EventReader;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.bedrock.BedrockFinishReasons.Finish;
import dev.airoute.extproc.frame.AwsFrames;
import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.ChatEvent.Ended;
import dev.airoute.extproc.model.ChatEvent.Failed;
import dev.airoute.extproc.model.ChatEvent.Finished;
import dev.airoute.extproc.model.ChatEvent.Started;
import dev.airoute.extproc.model.ChatEvent.Used;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.GatewayException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a <a
 * href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html">ConverseStream</a>. Usage comes
 * behind {@code messageStop}, and nothing behind usage, so that the answer ends where the body does; one without {@code
 * messageStop} has failed.
 */
final class BedrockEventReader implements EventReader {
  private final List<ChatEvent> events = new ArrayList<>();
  private final BedrockBlockStream blocks;
  private boolean started;
  private boolean finished;
  private boolean over;

  BedrockEventReader(Losses losses) {
    this.blocks = new BedrockBlockStream(events, losses);
  }

  @Override
  public List<ChatEvent> read(SseEvent frame) {
    if (!over) {
      try {
        frame(frame);
      } catch (JsonException e) {
        fail(BedrockCodec.unusable("an event of it cannot be read: " + e.reason()));
      } catch (GatewayException e) {
        fail(e.error());
      }
    }
    return taken();
  }

  private void frame(SseEvent frame) {
    switch (frame.event()) {
      case "messageStart" -> start();
      case "contentBlockStart" -> {
        if (ready()) {
          blocks.start(frame.json());
        }
      }
      case "contentBlockDelta" -> {
        if (ready()) {
          blocks.delta(frame.json());
        }
      }
      case "contentBlockStop" -> blocks.stop(frame.json());
      case "messageStop" -> stop(frame.json());
      case "metadata" -> used(frame.json());
      default -> {
        if (frame.event().startsWith(AwsFrames.EXCEPTION)) {
          fail(BedrockErrors.inStream(frame));
        }
      }
    }
  }

  private void start() {
    if (!started) {
      started = true;
      events.add(new Started("", "", 0, null));
    } else if (blocks.any()) {
      fail(BedrockCodec.unusable("it began anew in the middle of its stream"));
    }
  }

  private boolean ready() {
    if (!started) {
      start();
    }
    if (finished) {
      fail(BedrockCodec.unusable("content came behind its end"));
    }
    return !over;
  }

  private void stop(Json data) {
    if (!ready()) {
      return;
    }
    blocks.close();
    String word = BedrockAnswer.text(data, "stopReason");
    GatewayError failure = BedrockFinishReasons.failure(word);
    if (failure != null) {
      fail(failure);
      return;
    }
    Finish finish = BedrockFinishReasons.read(word, blocks.called());
    Json stopSequence = BedrockAnswer.stopSequence(data.get("additionalModelResponseFields"));
    events.add(new Finished(0, finish.reason(), finish.nativeWord(), stopSequence));
    finished = true;
  }

  private void used(Json data) {
    if (!started) {
      start();
    }
    Json usage = data.get("usage");
    if (usage != null) {
      events.add(new Used(BedrockUsage.read(usage)));
    }
  }

  @Override
  public List<ChatEvent> end() {
    if (!over && finished) {
      events.add(new Ended());
      over = true;
    } else if (!over) {
      fail(BedrockCodec.unusable("the stream ended before it was complete"));
    }
    return taken();
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
