package dev.airoute.extproc.dialect.openai;

import dev.airoute.extproc.dialect.FreeForm;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.ChatEvent.Opening;
import dev.airoute.extproc.model.Citation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One part of a streamed answer on its way. While it is not its turn, or while it cannot start because a call's name or id
 * is still missing, its deltas wait here.
 */
final class PartStream {
  private static final Json EMPTY_ARGUMENTS = Json.string("{}");

  /** Null for a tool call, whose opening is made when name and id are known. */
  private final @Nullable Opening opening;

  private final int choice;
  private final List<Json> waiting = new ArrayList<>();
  private final List<Citation> cited = new ArrayList<>();

  /** What the call of a free-form tool says; null while it is not known to be one. */
  private @Nullable StringBuilder input;

  private final ArgumentScan scan = new ArgumentScan();
  private String id = "";
  private String name = "";
  private @Nullable Json signature;
  private int number = -1;
  private boolean deltas;
  private boolean heldEmpty;
  private boolean ended;

  PartStream(int choice, @Nullable Opening opening) {
    this.choice = choice;
    this.opening = opening;
  }

  boolean isCall() {
    return opening == null;
  }

  boolean ended() {
    return ended;
  }

  String id() {
    return id;
  }

  String name() {
    return name;
  }

  /** The first of each that is not empty stays. */
  void identify(String id, String name) {
    this.id = this.id.isEmpty() ? id : this.id;
    this.name = this.name.isEmpty() ? name : this.name;
  }

  /** Whether a text of this kind belongs to this part. */
  boolean continues(Opening other) {
    return other.equals(opening) && signature == null;
  }

  void text(Json text) {
    waiting.add(text);
  }

  void cite(Citation citation) {
    cited.add(citation);
  }

  /** More of the text of a free-form call, which becomes its arguments at its end. */
  void freeForm(Json text) {
    if (input == null) {
      input = new StringBuilder();
    }
    input.append(text.text());
  }

  void sign(Json signature) {
    this.signature = signature;
  }

  /**
   * Some vendors send {@code {}} first and the real arguments behind it, so a first {@code {}} waits until it is known to be
   * all.
   */
  void arguments(Json text) {
    if (!deltas && !heldEmpty && waiting.isEmpty() && text.equals(EMPTY_ARGUMENTS)) {
      heldEmpty = true;
      return;
    }
    heldEmpty = false;
    waiting.add(text);
    scan.add(text.unquoted());
  }

  /** Whether nothing can follow that belongs to this part, once another part has begun. */
  boolean complete() {
    return !isCall() || number >= 0 && (scan.closed() || heldEmpty || input != null);
  }

  /** Whether a call has its name and all its arguments. */
  boolean filled() {
    return isCall() && !name.isEmpty() && input == null && (scan.closed() || heldEmpty);
  }

  boolean startable() {
    return !isCall() || !name.isEmpty() && !id.isEmpty();
  }

  /** Says all that waits; the part is started first if it is not. */
  void flush(int nextNumber, List<ChatEvent> out) {
    if (number < 0) {
      number = nextNumber;
      out.add(new ChatEvent.PartStarted(
          choice, number, opening == null ? new Opening.ToolCall(id, name) : opening));
    }
    for (Json text : waiting) {
      out.add(new ChatEvent.Delta(choice, number, text));
      deltas = true;
    }
    waiting.clear();
    for (Citation citation : cited) {
      out.add(new ChatEvent.Cited(choice, number, citation));
    }
    cited.clear();
  }

  void end(List<ChatEvent> out) {
    if (heldEmpty) {
      out.add(new ChatEvent.Delta(choice, number, EMPTY_ARGUMENTS));
    }
    if (input != null) {
      Json arguments = FreeForm.arguments(Json.string(input));
      Json text = new JsonWriter(arguments.length() + 16).escaped(arguments).toJson();
      out.add(new ChatEvent.Delta(choice, number, text));
    }
    if (signature != null) {
      out.add(new ChatEvent.Signature(choice, number, signature));
    }
    out.add(new ChatEvent.PartEnded(choice, number));
    ended = true;
  }

  boolean empty() {
    return waiting.isEmpty() && !deltas && !heldEmpty && input == null;
  }
}
