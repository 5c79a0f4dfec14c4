package dev.airoute.extproc.dialect.responses;

import dev.airoute.extproc.dialect.FreeForm;
import dev.airoute.extproc.dialect.ReplyContext;
import dev.airoute.extproc.dialect.responses.ResponsesFinishReasons.Status;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.ChatResponse.Choice;
import dev.airoute.extproc.model.Citation;
import dev.airoute.extproc.model.Part;
import java.util.ArrayList;
import java.util.List;

/** Writes a whole answer for a client. One instance per answer. */
final class ResponsesResponseWriter {
  private final ReplyContext context;
  private final JsonWriter out;
  private final Echo echo;
  private final List<Json> items = new ArrayList<>();
  private final List<Json> content = new ArrayList<>();

  ResponsesResponseWriter(ReplyContext context, JsonWriter out) {
    this.context = context;
    this.out = out;
    this.echo = Echo.read(context.echo());
  }

  void write(ChatResponse response) {
    ResponseObject object = new ResponseObject(context, echo);
    object.identify(response.id(), response.model(), response.created());
    Status status = Status.COMPLETED;
    String nativeFinish = null;
    Json stop = null;
    if (response.choices().size() > 1) {
      context.losses().dropped("answer.choices", ResponsesEventWriter.ONE_ANSWER);
    }
    if (!response.choices().isEmpty()) {
      Choice choice = response.choices().getFirst();
      status = ResponsesFinishReasons.status(choice.finish());
      nativeFinish = ResponsesFinishReasons.nativeWord(choice.finish(), choice.nativeFinish());
      stop = choice.stopSequence();
      items(choice, status);
    }
    object.write(
        new ResponseObject.State(status, items, response.usage(), null, nativeFinish, stop), out);
  }

  /** The last item is what was cut. */
  private void items(Choice choice, Status status) {
    List<Json> logprobs = new ArrayList<>(Logprobs.of(choice.logprobs()));
    ToolNames names = echo.names();
    int last = choice.parts().size() - 1;
    for (int i = 0; i <= last; i++) {
      Part part = choice.parts().get(i);
      String word = i == last ? status.word() : Status.COMPLETED.word();
      switch (part) {
        case Part.Text text -> {
          content.add(Items.text(text.text(), annotations(text), Logprobs.list(logprobs)));
          logprobs.clear();
        }
        case Part.Refusal(var text) -> content.add(Items.refusal(text));
        case Part.Thinking(var text, var signature) -> {
          message(Status.COMPLETED.word());
          Json encrypted = signature == null ? null : Signatures.shown(signature);
          items.add(Items.reasoning(id("rs"), text, encrypted));
        }
        case Part.RedactedThinking(var data) -> {
          message(Status.COMPLETED.word());
          items.add(Items.reasoning(id("rs"), Json.EMPTY_STRING, Signatures.shownRedacted(data)));
        }
        case Part.ToolCall call -> {
          message(Status.COMPLETED.word());
          items.add(call(call, names.tool(call.name()), word));
        }
        case Part.Image _, Part.Document _, Part.Audio _, Part.ToolResult _ ->
          context.losses().dropped("answer.output[]", "an answer holds text, thinking and calls");
      }
    }
    if (items.isEmpty() && content.isEmpty()) {
      content.add(Items.text(Json.EMPTY_STRING, List.of(), null));
    }
    message(status.word());
  }

  private Json call(Part.ToolCall call, ToolNames.Tool tool, String status) {
    Json arguments =
        tool.custom() ? FreeForm.input(call.arguments()) : Items.arguments(call.arguments());
    return Items.call(id(tool.custom() ? "ctc" : "fc"), status, tool, call.id(), arguments);
  }

  private List<Json> annotations(Part.Text text) {
    List<Json> annotations = new ArrayList<>();
    for (Citation citation : text.citations()) {
      boolean placed = citation.end() >= 0;
      Json annotation = Items.annotation(citation, placed ? 0 : text.text().textLength());
      if (annotation == null) {
        context.losses().dropped("answer.citations", Items.ONLY_ADDRESSES);
      } else {
        annotations.add(annotation);
      }
    }
    return annotations;
  }

  /** Texts in a row are one message. */
  private void message(String status) {
    if (!content.isEmpty()) {
      items.add(Items.message(id("msg"), status, content));
      content.clear();
    }
  }

  private String id(String kind) {
    return Items.id(kind, context.requestId(), items.size());
  }
}
