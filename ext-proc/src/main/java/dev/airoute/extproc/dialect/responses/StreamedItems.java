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
  private boolean called;

  StreamedItems(PartQueue queue, Losses losses) {
    this.queue = queue;
    this.losses = losses;
  }

  boolean called() {
    return called;
  }

  void event(Event event, String answerId) {
    int index = event.output;
    switch (event.type) {
      case "response.output_item.added" -> {
        if (event.item != null) {
          added(index, event.item, answerId);
        }
      }
      case "response.output_item.done" -> {
        if (event.item != null) {
          done(index, event.item, answerId);
        }
      }
      case "response.output_text.delta" -> {
        if (event.delta != null) {
          message(index).text(event.content, event.delta, event.logprobs);
        }
      }
      case "response.refusal.delta" -> {
        if (event.delta != null) {
          message(index).refusal(event.content, event.delta);
        }
      }
      case "response.output_text.done", "response.refusal.done" ->
        message(index).part(event.content, event.data, false);
      case "response.output_text.annotation.added" -> {
        if (event.annotation != null) {
          message(index).cite(event.content, event.annotation);
        }
      }
      case "response.content_part.done" -> {
        if (event.part != null && !isReasoning(event.part)) {
          message(index).part(event.content, event.part, true);
        }
      }
      case "response.reasoning_summary_text.delta", "response.reasoning_text.delta" ->
        thought(index, event, event.delta, false);
      case "response.reasoning_summary_text.done", "response.reasoning_text.done" ->
        thought(index, event, event.whole, true);
      case "response.function_call_arguments.delta", "response.custom_tool_call_input.delta" -> {
        if (event.delta != null && items.get(index) instanceof StreamedItem.Call call) {
          call.text(event.delta);
        }
      }
      case "response.function_call_arguments.done", "response.custom_tool_call_input.done" -> {
        if (items.get(index) instanceof StreamedItem.Call call) {
          call.all(event.whole);
        }
      }
      default -> {} // what hosted tools do; their items are reported
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

  private void thought(int index, Event event, @Nullable Json text, boolean whole) {
    if (text != null) {
      reasoning(index).text(event.section, text, whole);
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
