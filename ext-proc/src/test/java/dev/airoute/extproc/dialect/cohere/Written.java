package dev.airoute.extproc.dialect.cohere;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.dialect.ChatCodec;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.anthropic.AnthropicCodec;
import dev.airoute.extproc.dialect.openai.OpenAiCodec;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.Setting;
import java.util.List;

/** What Cohere is sent for what a client says. */
record Written(Json body, Losses losses) {
  static final String PLANS = "command-a-03-2025";
  static final String THINKS = "command-a-reasoning-08-2025";

  /** @param body with single quotes for double ones */
  static Written openAi(String model, String body) {
    return of(OpenAiCodec.of("OpenAI"), model, body, List.of());
  }

  static Written anthropic(String model, String body) {
    return of(new AnthropicCodec(), model, body, List.of());
  }

  /** A client's request with settings that its dialect has no words for. */
  static Written with(Setting setting, String body) {
    return of(OpenAiCodec.of("OpenAI"), PLANS, body, List.of(setting));
  }

  private static Written of(ChatCodec client, String model, String body, List<Setting> settings) {
    Losses losses = new Losses();
    ChatRequest read = client.readRequest(Json.parse(body.replace('\'', '"')), losses);
    ChatRequest request = new ChatRequest(
        read.model(),
        read.stream(),
        read.streamUsage(),
        read.messages(),
        read.tools(),
        read.toolChoice(),
        read.parallelToolCalls(),
        read.sampling(),
        read.outputFormat(),
        read.reasoning(),
        read.user(),
        settings);
    JsonWriter out = new JsonWriter();
    new CohereCodec().writeRequest(request, model, out, losses);
    return new Written(Json.parse(out.toByteArray()), losses);
  }

  /** A member as text with single quotes; {@code null} when absent. */
  String get(String name) {
    return String.valueOf(body.get(name)).replace('"', '\'');
  }

  Written says(String name, String value) {
    assertThat(get(name)).isEqualTo(value);
    return this;
  }

  /** @param losses as {@code FATE field} */
  Written loses(String... losses) {
    assertThat(this.losses.all())
        .extracting(loss -> loss.fate() + " " + loss.field())
        .containsExactly(losses);
    return this;
  }
}
