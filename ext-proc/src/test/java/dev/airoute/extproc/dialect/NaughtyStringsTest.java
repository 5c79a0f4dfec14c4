package dev.airoute.extproc.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.SharedFiles;
import dev.airoute.extproc.dialect.Attempts.Reply;
import dev.airoute.extproc.dialect.EveryDialect.Pair;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatResponse;
import dev.airoute.extproc.model.FinishReason;
import dev.airoute.extproc.model.Part;
import dev.airoute.extproc.model.Usage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Strings that break parsers, logs and shells arrive as they left, in texts and in arguments, and break no header. */
class NaughtyStringsTest {
  /** A few of our own, so that the test says something where the shared list is not there. */
  private static final List<String> OWN = List.of(
      "\"}],\"model\":\"other",
      "\\",
      "\\\\u0000",
      "\u0000\u0001\u001f\u007f",
      "\r\n\r\ndata: [DONE]\n\n",
      "\nevent: error\ndata: {}\n\n",
      "\u2028\u2029\ufeff\uffff",
      "\ud83d\ude00 \u0301\u202e",
      "\ud83d",
      "\ude00\ud83d",
      "{{7*7}}${jndi:x}%s%n$(rm)",
      "a\tb\bc\fd");

  static final List<Pair> PAIRS = EveryDialect.pairs();

  @ParameterizedTest
  @FieldSource("PAIRS")
  void ownStringsSurvive(Pair pair) {
    OWN.forEach(text -> survives(pair, Json.string(text)));
  }

  @ParameterizedTest
  @FieldSource("PAIRS")
  void sharedStringsSurvive(Pair pair) {
    List<Json> strings = shared();
    assertThat(strings).hasSizeGreaterThan(400);
    strings.forEach(text -> survives(pair, text));
  }

  private static List<Json> shared() {
    byte[] list = SharedFiles.list("corpora/naughty-strings").stream()
        .filter(path -> path.endsWith("blns.json"))
        .map(SharedFiles::bytes)
        .findFirst()
        .orElseThrow();
    List<Json> strings = new ArrayList<>();
    JsonCursor cursor = new JsonCursor(list);
    cursor.enterArray();
    while (cursor.nextElement()) {
      Json text = cursor.value();
      if (!text.isBlankString()) {
        strings.add(text);
      }
    }
    return strings;
  }

  private static void survives(Pair pair, Json text) {
    byte[] request = new String(EveryDialect.request(pair.client(), false), UTF_8)
        .replace("\"x\"", text.toString())
        .getBytes(UTF_8);
    AttemptTranslation translation = new AttemptTranslation(pair.attempt(false));
    Outbound.Forward sent = (Outbound.Forward) translation.request(request);
    assertThat(new String(sent.body() == null ? request : sent.body(), UTF_8))
        .contains(text.toString());
    if (!EveryDialect.clients().contains(pair.provider())) {
      return;
    }
    byte[] answer = answer(EveryDialect.client(pair.provider()), text);
    Reply reply = Attempts.play(translation, 200, "application/json", answer, answer.length);
    assertThat(reply.head().status()).as("%s: %s", pair, text).isEqualTo(200);
    assertThat(new String(reply.body(), UTF_8)).contains(text.toString());
    reply.head().set().forEach((name, value) -> assertThat(value).as(name).matches("[ -~]*"));
  }

  /** An answer that says the text, and is called by it. */
  private static byte[] answer(ChatCodec codec, Json text) {
    ChatResponse.Choice choice = new ChatResponse.Choice(
        0, List.of(new Part.Text(text, null)), FinishReason.STOP, null, null, null);
    JsonWriter out = new JsonWriter();
    codec.writeResponse(
        new ChatResponse("id", text.text(), 1, List.of(choice), new Usage(3, 0, 0, 2, 0)),
        new ReplyContext("r", text.text(), 1, false),
        out);
    return out.toByteArray();
  }

  @Test
  void breakNoHeaderAsNamesOfFields() {
    for (Pair pair : PAIRS) {
      for (String name : OWN) {
        String field = ",%s:1}".formatted(Json.string(name));
        String request = new String(EveryDialect.request(pair.client(), false), UTF_8);
        AttemptTranslation translation = new AttemptTranslation(pair.attempt(false));
        translation.request((request.substring(0, request.length() - 1) + field).getBytes(UTF_8));
        Reply reply = Attempts.play(translation, 400, "application/json", "{}".getBytes(UTF_8), 9);
        reply
            .head()
            .set()
            .forEach((header, value) -> assertThat(value).as(header).matches("[ -~]*"));
      }
    }
  }
}
