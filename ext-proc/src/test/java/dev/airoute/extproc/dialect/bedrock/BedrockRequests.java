package dev.airoute.extproc.dialect.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airoute.extproc.GoldenFile;
import dev.airoute.extproc.dialect.ChatCodec;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.anthropic.AnthropicCodec;
import dev.airoute.extproc.dialect.openai.OpenAiCodec;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.Loss;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Requests of clients, as they are written for models of each family. */
final class BedrockRequests {
  static final String CLAUDE = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
  static final String NEW_CLAUDE = "global.anthropic.claude-opus-4-8";
  static final String NOVA = "eu.amazon.nova-2-lite-v1:0";
  static final String LLAMA = "us.meta.llama4-maverick-17b-instruct-v1:0";
  static final String MISTRAL = "mistral.mistral-large-3-675b-instruct";

  static final List<String> FAMILIES = List.of(
      CLAUDE,
      NEW_CLAUDE,
      NOVA,
      LLAMA,
      MISTRAL,
      "cohere.command-r-plus-v1:0",
      "qwen.qwen3-32b-v1:0",
      "moonshotai.kimi-k2.5",
      "writer.palmyra-x5",
      "openai.gpt-oss-120b-1:0",
      "deepseek.v3-v1:0",
      "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3");

  record Written(String body, Losses losses) {
    List<String> lost() {
      return losses.all().stream().map(loss -> loss.fate() + " " + loss.field()).toList();
    }

    String text() {
      StringBuilder text = new StringBuilder(GoldenFile.pretty(body));
      for (Loss loss : losses.all()) {
        text.append(loss.fate() + " " + loss.field() + ": " + loss.reason() + '\n');
      }
      return text.toString();
    }
  }

  static List<Path> cases() {
    return GoldenFile.list("dialect/bedrock/request", ".in.json");
  }

  /** Also those of other dialects' tests. */
  static List<Path> all() {
    return Stream.of("bedrock/request", "requests/openai", "requests/anthropic")
        .flatMap(folder -> GoldenFile.list("dialect/" + folder, ".json").stream())
        .toList();
  }

  static Written written(Path file, String model) {
    return written(client(file), new String(GoldenFile.bytes(file), UTF_8), model);
  }

  private static ChatCodec client(Path file) {
    return file.toString().contains("anthropic") ? new AnthropicCodec() : OpenAiCodec.of("OpenAI");
  }

  static Written openAi(String body, String model) {
    return written(OpenAiCodec.of("OpenAI"), body, model);
  }

  static Written anthropic(String body, String model) {
    return written(new AnthropicCodec(), body, model);
  }

  private static Written written(ChatCodec client, String body, String model) {
    Losses losses = new Losses();
    ChatRequest request = client.readRequest(Json.parse(body), losses);
    JsonWriter out = new JsonWriter();
    new BedrockCodec().writeRequest(request, model, out, losses);
    return new Written(Json.parse(out.toByteArray()).toString(), losses);
  }

  private BedrockRequests() {}
}
