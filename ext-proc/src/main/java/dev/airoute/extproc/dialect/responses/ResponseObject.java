package dev.airoute.extproc.dialect.responses;

import dev.airoute.extproc.dialect.ReplyContext;
import dev.airoute.extproc.dialect.responses.ResponsesFinishReasons.Status;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.GatewayError;
import dev.airoute.extproc.model.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The response object, which is a whole answer and is also within the first and the last events of a stream. */
final class ResponseObject {
  private final ReplyContext context;
  private final Echo echo;
  private String id;
  private String model;
  private long created;

  ResponseObject(ReplyContext context, Echo echo) {
    this.context = context;
    this.echo = echo;
    this.id = "resp_" + context.requestId();
    this.model = context.model();
    this.created = context.created();
  }

  /** What the provider says of its answer; empty and 0 where it says nothing. */
  void identify(String answerId, String servedModel, long since) {
    id = answerId.isEmpty() ? id : answerId;
    model = servedModel.isEmpty() ? model : servedModel;
    created = since == 0 ? context.created() : since;
  }

  /**
   * How an answer stands.
   *
   * @param nativeFinish what {@link ResponsesFinishReasons#nativeWord} says
   * @param stop the stop string that was met
   */
  record State(
      Status status,
      List<Json> output,
      @Nullable Usage usage,
      @Nullable GatewayError error,
      @Nullable String nativeFinish,
      @Nullable Json stop) {
    static final State BEGUN =
        new State(new Status(Items.IN_PROGRESS, null), List.of(), null, null, null, null);
  }

  void write(State state, JsonWriter out) {
    out.beginObject().field("id", id).field("object", "response").field("created_at", created);
    out.field("status", state.status().word()).name("error");
    if (state.error() == null) {
      out.nullValue();
    } else {
      out.beginObject().field("code", ResponsesErrors.code(state.error()));
      out.field("message", state.error().message()).endObject();
    }
    out.name("incomplete_details");
    if (state.status().reason() == null) {
      out.nullValue();
    } else {
      out.beginObject().field("reason", state.status().reason()).endObject();
    }
    out.field("model", model).name("output").beginArray();
    state.output().forEach(out::value);
    out.endArray();
    echo.write(out);
    if (state.nativeFinish() != null) {
      out.field("native_finish_reason", state.nativeFinish());
    }
    out.optional("stop_reason", state.stop()).name("usage");
    if (state.usage() == null) {
      out.nullValue();
    } else {
      ResponsesUsage.write(state.usage(), out);
    }
    out.endObject();
  }
}
