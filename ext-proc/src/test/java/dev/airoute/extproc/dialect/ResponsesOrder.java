package dev.airoute.extproc.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.frame.SseEvent;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The life of a response in events: each item, part and text begins before it goes on, is repeated whole when it ends, and is
 * over before the next begins; the last event repeats all of it.
 */
final class ResponsesOrder {
  private static final Set<String> TERMINAL =
      Set.of("response.completed", "response.incomplete", "response.failed");

  private final List<Json> output = new ArrayList<>();
  private final Map<String, StringBuilder> texts = new HashMap<>();
  private final Set<String> openParts = new HashSet<>();
  private final Set<String> itemIds = new HashSet<>();
  private @Nullable String openItem;
  private boolean terminal;

  static void check(List<SseEvent> frames) {
    ResponsesOrder order = new ResponsesOrder();
    for (int i = 0; i < frames.size(); i++) {
      Json data = frames.get(i).json();
      assertThat(data.get("sequence_number")).hasToString(Integer.toString(i));
      assertThat(order.terminal).as("something behind the end").isFalse();
      order.next(i, frames.get(i).event(), data);
    }
    assertThat(order.terminal).as("no end").isTrue();
  }

  private void next(int number, String type, Json data) {
    switch (number) {
      case 0 -> assertThat(type).isEqualTo("response.created");
      case 1 -> assertThat(type).isEqualTo("response.in_progress");
      default -> {
        if (TERMINAL.contains(type)) {
          end(type, data);
        } else {
          event(type, data);
        }
      }
    }
  }

  private void event(String type, Json data) {
    assertThat(data.get("output_index")).hasToString(Integer.toString(output.size()));
    switch (type) {
      case "response.output_item.added" -> {
        assertThat(openItem).isNull();
        openItem = text(item(data), "id");
        assertThat(itemIds.add(openItem)).as("an id twice").isTrue();
        texts.clear();
      }
      case "response.output_item.done" -> {
        assertThat(openParts).isEmpty();
        assertThat(text(item(data), "id")).isEqualTo(openItem);
        whole(item(data));
        output.add(item(data));
        openItem = null;
      }
      case "response.content_part.added", "response.reasoning_summary_part.added" -> {
        inside(data);
        assertThat(openParts).as("parts of one item do not overlap").isEmpty();
        openParts.add(key(data));
      }
      case "response.content_part.done", "response.reasoning_summary_part.done" -> {
        inside(data);
        assertThat(openParts.remove(key(data))).isTrue();
        assertThat(shown(member(data, "part"))).isEqualTo(said(key(data)));
      }
      default -> {
        inside(data);
        if (type.endsWith(".delta")) {
          texts.computeIfAbsent(key(data), _ -> new StringBuilder()).append(text(data, "delta"));
        } else if (type.endsWith(".done")) {
          assertThat(shown(data)).isEqualTo(said(key(data)));
        } else {
          assertThat(type).isEqualTo("response.output_text.annotation.added");
        }
        boolean call = type.contains("_call");
        assertThat(openParts.contains(key(data))).isEqualTo(!call);
      }
    }
  }

  private void inside(Json data) {
    assertThat(openItem).isNotNull();
    assertThat(text(data, "item_id")).isEqualTo(openItem);
  }

  /** What the deltas said is what the item says. */
  private void whole(Json item) {
    switch (text(item, "type")) {
      case "message" -> parts(member(item, "content"), "content");
      case "reasoning" -> parts(member(item, "summary"), "summary");
      default -> assertThat(shown(item)).isEqualTo(said("call"));
    }
  }

  private void parts(Json parts, String kind) {
    int index = 0;
    JsonCursor cursor = parts.cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      assertThat(shown(cursor.value())).isEqualTo(said(kind + index++));
    }
    assertThat(texts.size()).isLessThanOrEqualTo(index);
  }

  private void end(String type, Json data) {
    terminal = true;
    Json response = member(data, "response");
    assertThat("response." + text(response, "status")).isEqualTo(type);
    if (type.equals("response.failed")) {
      return;
    }
    assertThat(openItem).as("an open item at the end").isNull();
    assertThat(output).isNotEmpty();
    assertThat(response.get("usage")).isNotNull().isNotEqualTo(Json.NULL);
    List<Json> repeated = new ArrayList<>();
    JsonCursor cursor = member(response, "output").cursor();
    cursor.enterArray();
    while (cursor.nextElement()) {
      repeated.add(cursor.value());
    }
    assertThat(repeated).isEqualTo(output);
  }

  private String said(String key) {
    StringBuilder text = texts.get(key);
    return text == null ? "" : text.toString();
  }

  private static String key(Json data) {
    for (String kind : List.of("content", "summary")) {
      Json index = data.get(kind + "_index");
      if (index != null) {
        return kind + index;
      }
    }
    return "call";
  }

  private static String shown(Json object) {
    for (String member : List.of("text", "refusal", "arguments", "input")) {
      Json value = object.get(member);
      if (value != null && value.isString()) {
        return value.text();
      }
    }
    throw new AssertionError("no text in " + object);
  }

  private static Json item(Json data) {
    return member(data, "item");
  }

  private static Json member(Json object, String name) {
    return Objects.requireNonNull(object.get(name), () -> name + " of " + object);
  }

  private static String text(Json object, String member) {
    return member(object, member).text();
  }

  private ResponsesOrder() {}
}
