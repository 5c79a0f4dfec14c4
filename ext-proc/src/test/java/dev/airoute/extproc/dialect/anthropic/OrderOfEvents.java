package dev.airoute.extproc.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.ChatEvent.Opening;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the order that ChatEvent promises, for streams of one choice. */
final class OrderOfEvents {
  private boolean started;
  private boolean finished;
  private boolean over;
  private int part = -1;
  private @Nullable Opening open;

  static void check(List<ChatEvent> events) {
    OrderOfEvents order = new OrderOfEvents();
    events.forEach(order::next);
    assertThat(order.over).as("ended or failed").isTrue();
  }

  private void next(ChatEvent event) {
    assertThat(over).as("nothing after the end: %s", event).isFalse();
    switch (event) {
      case ChatEvent.Started _ -> {
        assertThat(started).isFalse();
        started = true;
      }
      case ChatEvent.PartStarted begun -> {
        assertThat(started && !finished && open == null).as("%s", begun).isTrue();
        assertThat(begun.part()).isGreaterThan(part);
        part = begun.part();
        open = begun.opening();
      }
      case ChatEvent.Delta delta -> {
        assertThat(open).isNotNull().isNotInstanceOf(Opening.RedactedThinking.class);
        assertThat(delta.part()).isEqualTo(part);
        assertThat(delta.text().isString() && !delta.text().isEmptyString()).isTrue();
      }
      case ChatEvent.Signature signature -> {
        assertThat(open).isInstanceOf(Opening.Thinking.class);
        assertThat(signature.part()).isEqualTo(part);
      }
      case ChatEvent.PartEnded ended -> {
        assertThat(open).isNotNull();
        assertThat(ended.part()).isEqualTo(part);
        open = null;
      }
      case ChatEvent.Finished _ -> {
        assertThat(started && !finished && open == null).isTrue();
        finished = true;
      }
      case ChatEvent.Cited _ -> assertThat(open).isInstanceOf(Opening.Text.class);
      case ChatEvent.Logprobs _, ChatEvent.Used _, ChatEvent.Ping _ -> {}
      case ChatEvent.Ended _ -> {
        assertThat(finished).isTrue();
        over = true;
      }
      case ChatEvent.Failed _ -> over = true;
    }
  }

  private OrderOfEvents() {}
}
