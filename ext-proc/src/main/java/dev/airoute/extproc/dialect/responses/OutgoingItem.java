package dev.airoute.extproc.dialect.responses;

import dev.airoute.extproc.dialect.FreeForm;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatEvent.Opening;
import dev.airoute.extproc.model.Citation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An item of a client's stream, from its first event to its last. */
sealed interface OutgoingItem {
  /** Whether a part that begins belongs to this item. */
  boolean takes(Opening opening);

  void open(Opening opening);

  void delta(Json text);

  void closePart();

  /** The last event. Gives the whole item. */
  Json end(String status);

  /** Where an item stands, and where its events go. */
  record Place(EventSink sink, String id, int index) {
    JsonWriter event(String type) {
      return sink.begin(type).field("item_id", id).field("output_index", index);
    }

    void added(Json item) {
      item("response.output_item.added", item);
    }

    Json done(Json item) {
      item("response.output_item.done", item);
      return item;
    }

    private void item(String type, Json item) {
      sink.end(sink.begin(type).field("output_index", index).field("item", item));
    }
  }

  static Json joined(List<Json> pieces) {
    JsonWriter out = new JsonWriter(pieces.stream().mapToInt(Json::length).sum() + 16);
    out.beginString();
    pieces.forEach(out::piece);
    return out.endString().toJson();
  }

  /** A message: texts and refusals in a row. */
  final class Message implements OutgoingItem {
    private final Place place;
    private final List<Json> content = new ArrayList<>();
    private final List<Json> pieces = new ArrayList<>();
    private final List<Json> annotations = new ArrayList<>();
    private final List<Json> tokens = new ArrayList<>();
    private int tokensSent;
    private boolean refusal;

    Message(Place place) {
      this.place = place;
      place.added(Items.message(place.id(), Items.IN_PROGRESS, List.of()));
    }

    @Override
    public boolean takes(Opening opening) {
      return opening instanceof Opening.Text || opening instanceof Opening.Refusal;
    }

    @Override
    public void open(Opening opening) {
      refusal = opening instanceof Opening.Refusal;
      pieces.clear();
      annotations.clear();
      tokens.clear();
      tokensSent = 0;
      part("response.content_part.added");
    }

    @Override
    public void delta(Json text) {
      pieces.add(text);
      JsonWriter json = event(refusal ? "response.refusal.delta" : "response.output_text.delta");
      json.field("delta", text);
      if (!refusal) {
        json.field("logprobs", Logprobs.list(tokens.subList(tokensSent, tokens.size())));
        tokensSent = tokens.size();
      }
      place.sink().end(json);
    }

    /** With the next delta, or at the end of the text. */
    void logprobs(Json object) {
      tokens.addAll(Logprobs.of(object));
    }

    /** False for a source that this dialect cannot name. */
    boolean cite(Citation citation) {
      int length =
          citation.end() >= 0 ? 0 : pieces.stream().mapToInt(Json::textLength).sum();
      Json annotation = Items.annotation(citation, length);
      if (annotation == null) {
        return false;
      }
      place
          .sink()
          .end(event("response.output_text.annotation.added")
              .field("annotation_index", annotations.size())
              .field("annotation", annotation));
      annotations.add(annotation);
      return true;
    }

    @Override
    public void closePart() {
      Json text = joined(pieces);
      JsonWriter json = event(refusal ? "response.refusal.done" : "response.output_text.done");
      json.field(refusal ? "refusal" : "text", text);
      if (!refusal) {
        json.field("logprobs", Logprobs.list(tokens));
      }
      place.sink().end(json);
      part("response.content_part.done");
      content.add(part());
    }

    private JsonWriter event(String type) {
      return place.event(type).field("content_index", content.size());
    }

    private void part(String type) {
      place.sink().end(event(type).field("part", part()));
    }

    private Json part() {
      Json text = joined(pieces);
      return refusal ? Items.refusal(text) : Items.text(text, annotations, Logprobs.list(tokens));
    }

    @Override
    public Json end(String status) {
      return place.done(Items.message(place.id(), status, content));
    }
  }

  /** Reasoning: its text as one section of a summary, and what only its maker can read. */
  final class Reasoning implements OutgoingItem {
    private final Place place;
    private final List<Json> pieces = new ArrayList<>();
    private @Nullable Json encrypted;

    Reasoning(Place place) {
      this.place = place;
      place.added(Items.reasoning(place.id(), Json.EMPTY_STRING, null));
    }

    @Override
    public boolean takes(Opening opening) {
      return false;
    }

    @Override
    public void open(Opening opening) {
      if (opening instanceof Opening.RedactedThinking(Json data)) {
        encrypted = Signatures.shownRedacted(data);
      }
    }

    @Override
    public void delta(Json text) {
      if (pieces.isEmpty()) {
        part("response.reasoning_summary_part.added");
      }
      pieces.add(text);
      place.sink().end(event("response.reasoning_summary_text.delta").field("delta", text));
    }

    void sign(Json signature) {
      encrypted = Signatures.shown(signature);
    }

    @Override
    public void closePart() {
      if (!pieces.isEmpty()) {
        place
            .sink()
            .end(event("response.reasoning_summary_text.done").field("text", joined(pieces)));
        part("response.reasoning_summary_part.done");
      }
    }

    private JsonWriter event(String type) {
      return place.event(type).field("summary_index", 0);
    }

    private void part(String type) {
      place.sink().end(event(type).field("part", Items.summary(joined(pieces))));
    }

    @Override
    public Json end(String status) {
      return place.done(Items.reasoning(place.id(), joined(pieces), encrypted));
    }
  }

  /** A call. The free text of a custom tool is known only when its arguments are complete. */
  final class Call implements OutgoingItem {
    private final Place place;
    private final ToolNames.Tool tool;
    private final String callId;
    private final List<Json> pieces = new ArrayList<>();

    Call(Place place, ToolNames.Tool tool, String callId) {
      this.place = place;
      this.tool = tool;
      this.callId = callId;
      place.added(item(Items.IN_PROGRESS, Json.EMPTY_STRING));
    }

    @Override
    public boolean takes(Opening opening) {
      return false;
    }

    @Override
    public void open(Opening opening) {}

    @Override
    public void delta(Json text) {
      pieces.add(text);
      if (!tool.custom()) {
        send(text);
      }
    }

    @Override
    public void closePart() {
      Json whole = whole();
      boolean unsaid = tool.custom() || pieces.stream().allMatch(Json::isEmptyString);
      if (unsaid && !whole.isEmptyString()) {
        send(whole);
      }
      place
          .sink()
          .end(
              tool.custom()
                  ? place.event("response.custom_tool_call_input.done").field("input", whole)
                  : place
                      .event("response.function_call_arguments.done")
                      .field("name", tool.name().name())
                      .field("arguments", whole));
    }

    private void send(Json text) {
      String type = tool.custom()
          ? "response.custom_tool_call_input.delta"
          : "response.function_call_arguments.delta";
      place.sink().end(place.event(type).field("delta", text));
    }

    private Json whole() {
      Json arguments = joined(pieces);
      return tool.custom() ? FreeForm.input(arguments) : Items.arguments(arguments);
    }

    private Json item(String status, Json arguments) {
      return Items.call(place.id(), status, tool, callId, arguments);
    }

    @Override
    public Json end(String status) {
      return place.done(item(status, whole()));
    }
  }
}
