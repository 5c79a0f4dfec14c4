package dev.airoute.extproc.dialect.responses;

import dev.airoute.extproc.dialect.EventWriter;
import dev.airoute.extproc.dialect.ReplyContext;
import dev.airoute.extproc.dialect.responses.OutgoingItem.Place;
import dev.airoute.extproc.dialect.responses.ResponseObject.State;
import dev.airoute.extproc.dialect.responses.ResponsesFinishReasons.Status;
import dev.airoute.extproc.frame.SseWriter;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.ChatEvent.Opening;
import dev.airoute.extproc.model.Citation;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a client's stream: {@code created}, {@code in_progress}, the items one behind the other, and one event that ends it
 * and repeats all. An item's last event waits for the next item or the finish, because only they tell whether it was cut.
 */
final class ResponsesEventWriter implements EventWriter {
  static final String ONE_ANSWER = "a response holds one answer";

  private final ReplyContext context;
  private final ResponseObject object;
  private final ToolNames names;
  private final List<Json> output = new ArrayList<>();
  private final EventSink sink = new EventSink();
  private Usage usage = Usage.ZERO;
  private Status status = Status.COMPLETED;
  private boolean started;
  private @Nullable String nativeFinish;
  private @Nullable Json stop;
  private @Nullable OutgoingItem item;

  ResponsesEventWriter(ReplyContext context) {
    Echo echo = Echo.read(context.echo());
    this.context = context;
    this.object = new ResponseObject(context, echo);
    this.names = echo.names();
  }

  @Override
  public void write(ChatEvent event, SseWriter out) {
    sink.to(out);
    switch (event) {
      case ChatEvent.Started begun -> start(begun);
      case ChatEvent.PartStarted part when first(part.choice()) -> open(part.opening());
      case ChatEvent.Delta delta when first(delta.choice()) -> current().delta(delta.text());
      case ChatEvent.PartEnded part when first(part.choice()) -> current().closePart();
      case ChatEvent.Signature signed
      when first(signed.choice()) -> {
        if (item instanceof OutgoingItem.Reasoning reasoning) {
          reasoning.sign(signed.signature());
        }
      }
      case ChatEvent.Cited cited when first(cited.choice()) -> cite(cited.citation());
      case ChatEvent.Logprobs given
      when first(given.choice()) -> {
        if (item instanceof OutgoingItem.Message message) {
          message.logprobs(given.logprobs());
        }
      }
      case ChatEvent.Finished finished when first(finished.choice()) -> finish(finished);
      case ChatEvent.PartStarted _,
          ChatEvent.Delta _,
          ChatEvent.PartEnded _,
          ChatEvent.Signature _,
          ChatEvent.Cited _,
          ChatEvent.Logprobs _,
          ChatEvent.Finished _ -> context.losses().dropped("answer.choices", ONE_ANSWER);
      case ChatEvent.Used(var latest) -> usage = latest;
      case ChatEvent.Ping() -> out.comment("ping");
      case ChatEvent.Ended() ->
        response(
            "response." + status.word(),
            new State(status, output, usage, null, nativeFinish, stop));
      case ChatEvent.Failed(var error) -> fail(error);
    }
  }

  private static boolean first(int choice) {
    return choice == 0;
  }

  private OutgoingItem current() {
    if (item == null) {
      throw new IllegalStateException("no part has begun");
    }
    return item;
  }

  private void start(ChatEvent.Started begun) {
    started = true;
    object.identify(begun.id(), begun.model(), begun.created());
    usage = begun.usage() == null ? usage : begun.usage();
    response("response.created", State.BEGUN);
    response("response.in_progress", State.BEGUN);
  }

  private void response(String type, State state) {
    JsonWriter json = sink.begin(type);
    object.write(state, json.name("response"));
    sink.end(json);
  }

  private void open(Opening opening) {
    if (item == null || !item.takes(opening)) {
      end(Status.COMPLETED.word());
      item = switch (opening) {
        case Opening.Text _, Opening.Refusal _ -> new OutgoingItem.Message(place("msg"));
        case Opening.Thinking _, Opening.RedactedThinking _ ->
          new OutgoingItem.Reasoning(place("rs"));
        case Opening.ToolCall(var callId, var name) -> {
          ToolNames.Tool tool = names.tool(name);
          yield new OutgoingItem.Call(place(tool.custom() ? "ctc" : "fc"), tool, callId);
        }
      };
    }
    item.open(opening);
  }

  private Place place(String kind) {
    int index = output.size();
    return new Place(sink, Items.id(kind, context.requestId(), index), index);
  }

  private void cite(Citation citation) {
    if (!(item instanceof OutgoingItem.Message message) || !message.cite(citation)) {
      context.losses().dropped("answer.citations", Items.ONLY_ADDRESSES);
    }
  }

  /** A response that says nothing has an empty text, because clients look for one. */
  private void finish(ChatEvent.Finished finished) {
    status = ResponsesFinishReasons.status(finished.finish());
    nativeFinish = ResponsesFinishReasons.nativeWord(finished.finish(), finished.nativeFinish());
    stop = finished.stopSequence();
    if (item == null) {
      open(new Opening.Text());
      current().closePart();
    }
    end(status.word());
  }

  private void end(String word) {
    if (item != null) {
      output.add(item.end(word));
      item = null;
    }
  }

  private void fail(GatewayError error) {
    if (started) {
      Usage known = usage.equals(Usage.ZERO) ? null : usage;
      State failed = new State(new Status("failed", null), output, known, error, null, null);
      response("response.failed", failed);
      return;
    }
    JsonWriter json = sink.begin("error");
    ResponsesErrors.write(error, json);
    sink.end(json);
  }
}
