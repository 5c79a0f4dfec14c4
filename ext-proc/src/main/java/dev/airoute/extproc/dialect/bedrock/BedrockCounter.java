package dev.airoute.extproc.dialect.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airoute.extproc.dialect.TokenCounter;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonCursor;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.json.JsonWriter;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_CountTokens.html">CountTokens</a>, which knows
 * models by their own names and not by those of profiles that spread them over regions.
 */
final class BedrockCounter implements TokenCounter {
  private static final Pattern PROFILE =
      Pattern.compile("^/model/(us-gov|us|eu|apac|jp|au|ca|global)\\.");

  /** What of a Converse has a say in the prompt. */
  private static final Set<String> COUNTED =
      Set.of("messages", "system", "toolConfig", "additionalModelRequestFields");

  private final boolean converse;

  /** @param converse whether the chat is one of Converse; otherwise it is in the model's own schema */
  BedrockCounter(boolean converse) {
    this.converse = converse;
  }

  @Override
  public void write(long tokens, JsonWriter out) {
    out.beginObject().field("inputTokens", tokens).endObject();
  }

  @Override
  public String path(String chat) {
    String model = chat.substring(0, chat.lastIndexOf('/'));
    return PROFILE.matcher(model).replaceFirst("/model/") + "/count-tokens";
  }

  @Override
  public Json request(Json chat, String model) {
    JsonWriter out = new JsonWriter(chat.length() * 4 / 3 + 64);
    out.beginObject().name("input").beginObject();
    if (converse) {
      out.name("converse").beginObject();
      JsonCursor cursor = chat.cursor();
      cursor.enterObject();
      while (cursor.nextField()) {
        String name = cursor.name();
        if (COUNTED.contains(name)) {
          out.field(name, cursor.value());
        }
      }
    } else {
      String body = Base64.getEncoder().encodeToString(chat.toString().getBytes(UTF_8));
      out.name("invokeModel").beginObject().field("body", body);
    }
    return out.endObject().endObject().endObject().toJson();
  }

  @Override
  public long read(Json answer) {
    Json tokens = answer.get("inputTokens");
    if (tokens == null) {
      throw new JsonException("'inputTokens' is missing", 0);
    }
    return tokens.asLong();
  }
}
