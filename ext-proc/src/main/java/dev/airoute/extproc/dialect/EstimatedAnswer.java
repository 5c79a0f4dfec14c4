package dev.airoute.extproc.dialect;

import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/** The gateway's own count of tokens, for providers that do not count; its answer says so. */
final class EstimatedAnswer {
  static Outbound.Answer of(Attempt attempt, Json body, Losses losses, Outcome outcome) {
    TokenCounter asked = Dialects.asked(attempt);
    // Nothing is sent anywhere, so nothing is lost.
    ChatRequest chat =
        Dialects.client(attempt.client()).readRequest(asked.chat(body), new Losses());
    JsonWriter out = new JsonWriter();
    asked.write(TokenEstimate.of(chat), out);
    Step.Commit commit = new ReplyHeaders(attempt, losses, outcome)
        .whole(200, "application/json", out.toByteArray());
    Map<String, String> headers = new LinkedHashMap<>(commit.set());
    headers.put(ReplyHeaders.ESTIMATED, "true");
    return new Outbound.Answer(commit.status(), headers, commit.body());
  }

  private EstimatedAnswer() {}
}
