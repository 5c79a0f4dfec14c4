package dev.airoute.extproc.dialect.responses;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.openai.Field;
import dev.airoute.extproc.dialect.responses.ResponsesEventReader.Event;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The items of one stream, by {@code output_index}. */
final class StreamedItems {
  private final PartQueue queue;
  private final Losses losses;
  private final Map<Integer, StreamedItem> items = new TreeMap<>();
  private int last;
  private boolean called;

  StreamedItems(PartQueue queue, Losses losses) {
    this.queue = queue;
    this.losses = losses;
  }

  boolean called() {
    return called;
  }

  void event(Event event, String answerId) {
    last = event.output < 0 ? last : event.output;
    Json item = event.item;
    switch (event.type) {
      case "response.output_item.added" -> {
        if (item != null) {
          added(last, item, answerId);
        }
      }
      case "response.output_item.done" -> {
        if (item != null) {
          done(last, item, answerId);
        }
      }
      case "response.output_text.done", "response.refusal.done" ->
        message(last).part(event.content, event.data, false);
      case "response.content_part.done" -> {
        if (event.part != null && !isReasoning(event.part)) {
          message(last).part(event.content, event.part, true);
        }
      }
      case "response.output_text.annotation.added" -> {
        if (event.annotation != null) {
          message(last).cite(event.content, event.annotation);
        }
      }
      case "response.reasoning_summary_text.done", "response.reasoning_text.done" ->
        thought(event, event.whole, true);
      case "response.function_call_arguments.done", "response.custom_tool_call_input.done" -> {
        if (items.get(last) instanceof StreamedItem.Call call) {
          call.all(event.whole);
        }
      }
      default -> {
        if (event.delta != null) {
          delta(event, event.delta);
        }
      }
    }
  }

  /** Those of hosted tools are passed over; their items are reported. */
  private void delta(Event event, Json delta) {
    switch (event.type) {
      case "response.output_text.delta" -> message(last).text(event.content, delta, event.logprobs);
      case "response.refusal.delta" -> message(last).refusal(event.content, delta);
      case "response.reasoning_summary_text.delta", "response.reasoning_text.delta" ->
        thought(event, delta, false);
      case "response.function_call_arguments.delta", "response.custom_tool_call_input.delta" -> {
        if (items.get(last) instanceof StreamedItem.Call call) {
          call.text(delta);
        }
      }
      default -> {}
    }
  }

  private void added(int index, Json item, String answerId) {
    StreamedItem before = items.remove(index);
    if (before != null) {
      before.abandon();
    }
    if (make(index, item, answerId) instanceof StreamedItem.Call call) {
      call.named(item);
    }
  }

  private void done(int index, Json item, String answerId) {
    StreamedItem known = make(index, item, answerId);
    if (known != null) {
      known.done(item);
    }
  }

  /** Null for items that have no place in the model. */
  private @Nullable StreamedItem make(int index, Json item, String answerId) {
    String type = Answer.text(Field.member(item, "type"));
    return switch (type) {
      case "message" -> message(index);
      case "reasoning" -> reasoning(index);
      case "function_call", "custom_tool_call" -> {
        called = true;
        boolean custom = type.equals("custom_tool_call");
        yield of(
            index,
            StreamedItem.Call.class,
            () -> new StreamedItem.Call(queue, custom, StreamedItem.Call.madeId(answerId, index)));
      }
      default -> {
        losses.dropped(
            "answer.output[]." + (type.isEmpty() ? "untyped" : type),
            "items of this type cannot be carried");
        yield null;
      }
    };
  }

  private void thought(Event event, @Nullable Json text, boolean whole) {
    if (text != null) {
      reasoning(last).text(event.section, text, whole);
    }
  }

  private static boolean isReasoning(Json part) {
    return Answer.text(Field.member(part, "type")).equals("reasoning_text");
  }

  private StreamedItem.Message message(int index) {
    return of(index, StreamedItem.Message.class, () -> new StreamedItem.Message(queue, losses));
  }

  private StreamedItem.Reasoning reasoning(int index) {
    return of(index, StreamedItem.Reasoning.class, () -> new StreamedItem.Reasoning(queue));
  }

  private <T extends StreamedItem> T of(int index, Class<T> type, Supplier<T> make) {
    StreamedItem known = items.get(index);
    if (type.isInstance(known)) {
      return type.cast(known);
    }
    T made = make.get();
    items.put(index, made);
    return made;
  }

  /** Nothing comes any more. @param output of the terminal event, which counts where nothing came before */
  void end(@Nullable Json output, String answerId) {
    if (!queue.used() && output != null) {
      int index = 0;
      JsonCursor cursor = output.cursor();
      cursor.enterArray();
      while (cursor.nextElement()) {
        done(index++, cursor.value(), answerId);
      }
    }
    queue.closeAll();
  }
}
