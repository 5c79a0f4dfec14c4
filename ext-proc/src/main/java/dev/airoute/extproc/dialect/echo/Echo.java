package dev.airoute.extproc.dialect.echo;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.FinishReason;
import dev.airoute.extproc.model.Message;
import dev.airoute.extproc.model.Message.Role;
import dev.airoute.extproc.model.Part;
import dev.airoute.extproc.model.Usage;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers with the text of the last user message. Usage is counted as four bytes of text to a token, rounded up: near enough
 * to try limits and prices with.
 *
 * @param text a JSON string
 */
public record Echo(String id, String model, long created, Json text, Usage usage) {
  private static final Json NOTHING = Json.string("(no text to echo)");
  private static final int BYTES_PER_TOKEN = 4;

  /** A stream has about this many deltas at most. */
  private static final int PIECES = 32;

  /**
   * The answer to a request.
   *
   * @param requestId the gateway's id of the exchange, from which the answer's id is made
   */
  public static Echo of(ChatRequest request, String model, String requestId, long created) {
    Json text = NOTHING;
    long input = 0;
    for (Message message : request.messages()) {
      Json said = joined(message.parts());
      input += tokens(said);
      if (message.role() == Role.USER && !said.isEmptyString()) {
        text = said;
      }
    }
    Usage usage = new Usage(input, 0, 0, tokens(text), 0);
    return new Echo("echo-" + requestId, model, created, text, usage);
  }

  private static Json joined(List<Part> parts) {
    JsonWriter out = new JsonWriter().beginString();
    for (Part part : parts) {
      if (part instanceof Part.Text said) {
        out.piece(said.text());
      }
    }
    return out.endString().toJson();
  }

  private static long tokens(Json text) {
    return Math.ceilDiv(text.unquoted().length, BYTES_PER_TOKEN);
  }

  public ChatResponse response() {
    List<Part> parts = List.of(new Part.Text(text, null));
    ChatResponse.Choice choice =
        new ChatResponse.Choice(0, parts, FinishReason.STOP, null, null, null);
    return new ChatResponse(id, model, created, List.of(choice), usage);
  }

  /** The same answer as a stream, a few words at a time. */
  public List<ChatEvent> events() {
    List<ChatEvent> events = new ArrayList<>();
    Usage prompt = new Usage(usage.input(), 0, 0, 0, 0);
    events.add(new ChatEvent.Started(id, model, created, prompt));
    events.add(new ChatEvent.PartStarted(0, 0, new ChatEvent.Opening.Text()));
    for (String piece : pieces(text.text())) {
      events.add(new ChatEvent.Delta(0, 0, Json.string(piece)));
    }
    events.add(new ChatEvent.PartEnded(0, 0));
    events.add(new ChatEvent.Used(usage));
    events.add(new ChatEvent.Finished(0, FinishReason.STOP, null, null));
    events.add(new ChatEvent.Ended());
    return events;
  }

  /** Cuts behind spaces, and elsewhere only where a word is long; never between surrogates. */
  private static List<String> pieces(String text) {
    int least = Math.ceilDiv(text.length(), PIECES);
    List<String> pieces = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf(' ', Math.min(start + least, text.length()) - 1) + 1;
      if (end == 0 || end - start > 4 * least + 16) {
        end = Math.min(text.length(), start + 4 * least + 16);
      }
      if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
        end++;
      }
      pieces.add(text.substring(start, end));
      start = end;
    }
    return pieces;
  }
}
