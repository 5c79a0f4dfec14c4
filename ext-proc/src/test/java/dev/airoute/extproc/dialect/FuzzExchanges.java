package dev.airoute.extproc.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.dialect.EveryDialect.Pair;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.model.GatewayException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Whatever a client or a provider says, an attempt ends once, and in order: with an answer, or an error that says so. */
final class FuzzExchanges {
  private static final List<Pair> PAIRS = EveryDialect.pairs();
  private static final List<Integer> STATUSES =
      List.of(200, 200, 200, 201, 302, 400, 401, 429, 500, 503);
  private static final List<String> CODINGS = List.of("", "", "", "gzip", "deflate", "br");

  static void check(FuzzInput input) {
    Pair pair = input.one(PAIRS);
    boolean stream = input.yes();
    if (input.decision(8) == 0) {
      request(pair, stream, input.payload());
      return;
    }
    int status = input.one(STATUSES);
    String type = input.one(List.of(
        EveryDialect.provider(pair.provider()).streamType(), "application/json", "text/html", ""));
    String coding = input.one(CODINGS);
    Random cuts = input.cuts();
    List<byte[]> pieces = FuzzInput.pieces(input.payload(), cuts);
    try (AttemptTranslation translation = pair.asked(stream)) {
      answer(translation, status, Map.of("content-type", type, "content-encoding", coding), pieces);
    }
  }

  private static void request(Pair pair, boolean stream, byte[] body) {
    try (AttemptTranslation translation = new AttemptTranslation(pair.attempt(stream))) {
      if (translation.request(body) instanceof Outbound.Forward forward) {
        Json.parse(forward.body() == null ? body : forward.body());
      }
    } catch (GatewayException e) {
      assertThat(e.error().message()).isNotBlank();
    }
  }

  private static void answer(
      AttemptTranslation translation,
      int status,
      Map<String, String> headers,
      List<byte[]> pieces) {
    List<Step> steps = new ArrayList<>();
    steps.add(translation.responseHeaders(status, headers, false));
    for (byte[] piece : pieces) {
      steps.add(translation.responseBody(piece, 0, piece.length, false));
    }
    steps.add(translation.responseBody(new byte[0], 0, 0, true));
    List<Step> said =
        steps.stream().filter(step -> !(step instanceof Step.Hold)).toList();
    assertThat(said).isNotEmpty();
    assertThat(said.getFirst()).isInstanceOf(Step.Commit.class);
    assertThat(said.stream().filter(Step.Commit.class::isInstance)).hasSize(1);
    Step.Commit head = (Step.Commit) said.getFirst();
    assertThat(head.status()).isBetween(200, 599);
    head.set().forEach((name, value) -> assertThat(value).as(name).matches("[ -~]*"));
    if ("application/json".equals(head.set().get("content-type"))) {
      Json.parse(head.body());
      assertThat(head.end()).isTrue();
      assertThat(head.set()).containsEntry("content-length", Integer.toString(head.body().length));
    }
    nothingBehindTheEnd(said);
    if (status >= 400) {
      assertThat(head.status()).isGreaterThanOrEqualTo(400);
      assertThat(translation.error()).isNotNull();
    }
    FuzzAnswers.consistent(translation.usage());
  }

  private static void nothingBehindTheEnd(List<Step> said) {
    boolean ended = ((Step.Commit) said.getFirst()).end();
    for (Step step : said.subList(1, said.size())) {
      Step.Continue more = (Step.Continue) step;
      assertThat(ended && more.body().length > 0).isFalse();
      ended |= more.end();
    }
    assertThat(ended).isTrue();
  }

  private FuzzExchanges() {}
}
