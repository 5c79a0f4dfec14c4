package dev.airoute.extproc.dialect.responses;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.openai.Field;
import dev.airoute.extproc.dialect.openai.ToolIds;
import dev.airoute.extproc.dialect.responses.PartQueue.Slot;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.model.ChatEvent.Opening;
import dev.airoute.extproc.model.Citation;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An item of a provider's stream. Parts begin with their first text, and what the last event of an item says makes up for
 * deltas that never came.
 */
sealed interface StreamedItem {
  /** The whole item, and the end of it. */
  void done(Json item);

  /** The end of an item whose last event never came. */
  void abandon();

  /** A message: texts and refusals by {@code content_index}. */
  final class Message implements StreamedItem {
    private final PartQueue queue;
    private final Losses losses;
    private final Map<Integer, Slot> parts = new TreeMap<>();

    Message(PartQueue queue, Losses losses) {
      this.queue = queue;
      this.losses = losses;
    }

    void text(int index, Json text, @Nullable Json logprobs) {
      if (!text.isEmptyString()) {
        Slot slot = slot(index, new Opening.Text());
        Json object = Logprobs.object(Logprobs.tokens(logprobs));
        if (object != null) {
          slot.logprobs(object);
        }
        slot.text(text);
      }
    }

    void refusal(int index, Json text) {
      if (!text.isEmptyString()) {
        slot(index, new Opening.Refusal()).text(text);
      }
    }

    void cite(int index, Json annotation) {
      Citation citation = Annotations.one(annotation, losses);
      if (citation != null) {
        slot(index, new Opening.Text()).cite(citation);
      }
    }

    /** The whole part. @param end whether nothing more comes of it */
    void part(int index, Json part, boolean end) {
      Json text = Field.member(part, "text");
      Json refusal = Field.member(part, "refusal");
      Slot slot = parts.get(index);
      if (slot == null || !slot.spoke()) {
        if (text != null && text.isString()) {
          text(index, text, Field.member(part, "logprobs"));
        } else if (refusal != null && refusal.isString()) {
          refusal(index, refusal);
        }
        slot = parts.get(index);
      }
      if (slot == null || !end) {
        return;
      }
      List<Citation> all = Annotations.read(Field.member(part, "annotations"), losses);
      for (Citation citation : all.subList(Math.min(all.size(), slot.citations()), all.size())) {
        slot.cite(citation);
      }
      slot.close();
    }

    @Override
    public void done(Json item) {
      Json content = Field.member(item, "content");
      if (content != null && content.isArray()) {
        int index = 0;
        JsonCursor cursor = content.cursor();
        cursor.enterArray();
        while (cursor.nextElement()) {
          part(index++, cursor.value(), true);
        }
      }
      abandon();
    }

    @Override
    public void abandon() {
      parts.values().forEach(Slot::close);
    }

    private Slot slot(int index, Opening opening) {
      return parts.computeIfAbsent(index, _ -> queue.open(opening));
    }
  }

  /** Reasoning: one part, whatever it is cut into. */
  final class Reasoning implements StreamedItem {
    private final PartQueue queue;
    private @Nullable Slot part;
    private final Set<String> sections = new HashSet<>();
    private String last = "";

    Reasoning(PartQueue queue) {
      this.queue = queue;
    }

    /** @param of the section that the text belongs to @param whole whether this is all of it, once more perhaps */
    void text(String of, Json text, boolean whole) {
      if (text.isEmptyString() || !sections.add(of) && whole) {
        return;
      }
      Slot slot = part();
      if (!last.isEmpty() && !last.equals(of)) {
        slot.text(ReasoningText.BREAK);
      }
      last = of;
      slot.text(text);
    }

    @Override
    public void done(Json item) {
      Json signature = Signatures.of(item);
      Json text = ReasoningText.of(item);
      if (part == null && signature == null && text.isEmptyString()) {
        return;
      }
      Slot slot = part();
      if (!slot.spoke()) {
        slot.text(text);
      }
      if (signature != null) {
        slot.sign(signature);
      }
      slot.close();
    }

    @Override
    public void abandon() {
      if (part != null) {
        part.close();
      }
    }

    private Slot part() {
      if (part == null) {
        part = queue.open(new Opening.Thinking());
      }
      return part;
    }
  }

  /** A call; that of a custom tool has free text, which becomes an argument. */
  final class Call implements StreamedItem {
    private final PartQueue queue;
    private final boolean custom;
    private final String madeId;
    private @Nullable Slot part;
    private boolean whole;

    /** @param madeId for a call that has none */
    Call(PartQueue queue, boolean custom, String madeId) {
      this.queue = queue;
      this.custom = custom;
      this.madeId = madeId;
    }

    static String madeId(String answerId, int index) {
      return ToolIds.made(answerId, 0, index);
    }

    /** Begins, if the name is known by now. */
    void named(Json item) {
      String name = Answer.text(Field.member(item, "name"));
      if (part != null || name.isEmpty()) {
        return;
      }
      String id = ResponsesResponseReader.callId(item);
      part = queue.open(new Opening.ToolCall(id.isEmpty() ? madeId : id, name));
    }

    void text(Json text) {
      Slot slot = part;
      if (slot != null && !whole && !text.isEmptyString()) {
        if (custom && !slot.spoke()) {
          slot.text(FreeText.BEFORE);
        }
        slot.text(custom ? FreeText.piece(text) : text);
      }
    }

    /** The whole text, which may be all that comes. */
    void all(@Nullable Json text) {
      if (part == null || whole) {
        return;
      }
      if (!part.spoke() && text != null) {
        text(custom || text.isString() ? text : Items.arguments(text));
      }
      whole = true;
      if (custom) {
        if (!part.spoke()) {
          part.text(FreeText.BEFORE);
        }
        part.text(FreeText.AFTER);
      }
    }

    @Override
    public void done(Json item) {
      named(item);
      all(Field.member(item, custom ? "input" : "arguments"));
      abandon();
    }

    @Override
    public void abandon() {
      if (part != null) {
        part.close();
      }
    }
  }
}
