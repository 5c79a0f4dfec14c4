package dev.airoute.extproc.dialect;

import dev.airoute.extproc.dialect.echo.Echo;
import dev.airoute.extproc.frame.SseWriter;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatEvent;
import dev.airoute.extproc.model.ChatRequest;
import java.util.List;

/** The gateway's own answer for providers of type Echo, in the caller's dialect. */
final class EchoAnswer {
  static Outbound.Answer of(Attempt attempt, Json body, Losses losses, Outcome outcome) {
    ChatCodec client = Dialects.client(attempt.client());
    // Nothing is sent anywhere, so nothing is lost: what the echo has no use for is not reported.
    ChatRequest request = client
        .readRequest(body, new Losses())
        .asking(attempt.call().model(), attempt.call().stream());
    Echo echo = Echo.of(request, attempt.targetModel(), attempt.requestId(), attempt.created());
    outcome.answered(echo.response());
    ReplyContext context = new ReplyContext(
        attempt.requestId(),
        attempt.targetModel(),
        attempt.created(),
        request.streamUsage(),
        client.echo(body),
        losses);
    ReplyHeaders headers = new ReplyHeaders(attempt, losses, outcome);
    Step.Commit commit = request.stream()
        ? headers.stream(stream(attempt, echo.events(), context), true)
        : headers.whole(200, "application/json", whole(client, echo, context));
    return new Outbound.Answer(commit.status(), commit.set(), commit.body());
  }

  private static byte[] stream(Attempt attempt, List<ChatEvent> events, ReplyContext context) {
    SseWriter out = attempt.call().form().writer();
    EventWriter writer = Dialects.client(attempt.client()).eventWriter(context);
    events.forEach(event -> writer.write(event, out));
    out.finish();
    return out.toByteArray();
  }

  private static byte[] whole(ChatCodec client, Echo echo, ReplyContext context) {
    JsonWriter out = new JsonWriter();
    client.writeResponse(echo.response(), context, out);
    return out.toByteArray();
  }

  private EchoAnswer() {}
}
