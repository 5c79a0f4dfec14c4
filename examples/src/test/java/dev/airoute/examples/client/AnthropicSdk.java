package dev.airoute.examples.client;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Base64ImageSource;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.ImageBlockParam;
import com.anthropic.models.messages.JsonOutputFormat;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.OutputConfig;
import com.anthropic.models.messages.TextBlockParam;
import com.anthropic.models.messages.ThinkingBlockParam;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolChoiceAny;
import com.anthropic.models.messages.ToolChoiceNone;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlockParam;
import com.anthropic.models.messages.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code anthropic-java}. */
public final class AnthropicSdk implements ChatClient {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final AnthropicClient client;

  public AnthropicSdk(String gateway, String key) {
    this.client = AnthropicOkHttpClient.builder()
        .baseUrl(gateway)
        .apiKey(key)
        .maxRetries(0)
        .timeout(Duration.ofSeconds(30))
        .build();
  }

  @Override
  public Turn ask(Prompt prompt) {
    return turn(client.messages().create(params(prompt)).validate());
  }

  @Override
  public Turn stream(Prompt prompt) {
    MessageAccumulator whole = MessageAccumulator.create();
    try (var stream = client.messages().createStreaming(params(prompt))) {
      stream.stream().forEach(event -> whole.accumulate(event.validate()));
    }
    return turn(whole.message().validate());
  }

  private static MessageCreateParams params(Prompt prompt) {
    var params = MessageCreateParams.builder().model(prompt.model()).maxTokens(prompt.maxTokens());
    if (prompt.system().size() == 1) {
      params.system(prompt.system().getFirst());
    } else if (!prompt.system().isEmpty()) {
      params.systemOfTextBlockParams(prompt.system().stream()
          .map(text -> TextBlockParam.builder().text(text).build())
          .toList());
    }
    prompt.said().forEach(said -> say(params, said));
    prompt.tools().forEach(tool -> params.addTool(tool(tool)));
    String choice = prompt.choice();
    if (choice != null) {
      choose(params, choice);
    }
    if (!prompt.stop().isEmpty()) {
      params.stopSequences(prompt.stop());
    }
    if (prompt.schema() != null) {
      params.outputConfig(format(prompt.schema()));
    }
    if (prompt.thinking() > 0) {
      params.enabledThinking(prompt.thinking());
    }
    return params.build();
  }

  private static void say(MessageCreateParams.Builder params, Prompt.Said said) {
    switch (said) {
      case Prompt.Said.User(var text) -> params.addUserMessage(text);
      case Prompt.Said.Picture(var text, var url) ->
        params.addUserMessageOfContentBlockParams(List.of(
            ContentBlockParam.ofText(TextBlockParam.builder().text(text).build()),
            ContentBlockParam.ofImage(image(url))));
      case Prompt.Said.Model(var turn) ->
        params.addAssistantMessageOfContentBlockParams(assistant(turn));
      case Prompt.Said.Results(var results) ->
        params.addUserMessageOfContentBlockParams(results.stream()
            .map(result -> ContentBlockParam.ofToolResult(ToolResultBlockParam.builder()
                .toolUseId(result.callId())
                .content(result.text())
                .build()))
            .toList());
    }
  }

  private static ImageBlockParam image(String url) {
    if (!url.startsWith("data:")) {
      return ImageBlockParam.builder().urlSource(url).build();
    }
    int semicolon = url.indexOf(';');
    return ImageBlockParam.builder()
        .source(Base64ImageSource.builder()
            .mediaType(Base64ImageSource.MediaType.of(url.substring(5, semicolon)))
            .data(url.substring(url.indexOf(',') + 1))
            .build())
        .build();
  }

  private static List<ContentBlockParam> assistant(Turn turn) {
    List<ContentBlockParam> blocks = new ArrayList<>();
    if (turn.signature() != null) {
      blocks.add(ContentBlockParam.ofThinking(ThinkingBlockParam.builder()
          .thinking(turn.thinking())
          .signature(turn.signature())
          .build()));
    }
    if (!turn.text().isEmpty()) {
      blocks.add(
          ContentBlockParam.ofText(TextBlockParam.builder().text(turn.text()).build()));
    }
    for (Turn.Call call : turn.calls()) {
      var input = ToolUseBlockParam.Input.builder();
      for (Map.Entry<String, JsonNode> field : call.arguments().properties()) {
        input.putAdditionalProperty(field.getKey(), value(field.getValue()));
      }
      blocks.add(ContentBlockParam.ofToolUse(ToolUseBlockParam.builder()
          .id(call.id())
          .name(call.name())
          .input(input.build())
          .build()));
    }
    return blocks;
  }

  private static JsonValue value(JsonNode node) {
    return JsonValue.from(JSON.convertValue(node, Object.class));
  }

  private static Tool tool(Prompt.Tool tool) {
    var properties = Tool.InputSchema.Properties.builder();
    tool.properties()
        .forEach((name, schema) -> properties.putAdditionalProperty(name, JsonValue.from(schema)));
    return Tool.builder()
        .name(tool.name())
        .description(tool.description())
        .inputSchema(Tool.InputSchema.builder()
            .properties(properties.build())
            .required(List.copyOf(tool.properties().keySet()))
            .build())
        .build();
  }

  private static void choose(MessageCreateParams.Builder params, String choice) {
    switch (choice) {
      case "required" -> params.toolChoice(ToolChoiceAny.builder().build());
      case "none" -> params.toolChoice(ToolChoiceNone.builder().build());
      default -> params.toolToolChoice(choice);
    }
  }

  private static OutputConfig format(Map<String, Object> schema) {
    var fields = JsonOutputFormat.Schema.builder();
    schema.forEach((name, value) -> fields.putAdditionalProperty(name, JsonValue.from(value)));
    return OutputConfig.builder()
        .format(JsonOutputFormat.builder().schema(fields.build()).build())
        .build();
  }

  private static Turn turn(Message message) {
    StringBuilder text = new StringBuilder();
    StringBuilder thinking = new StringBuilder();
    @Nullable String signature = null;
    List<Turn.Call> calls = new ArrayList<>();
    for (ContentBlock block : message.content()) {
      if (block.isText()) {
        text.append(block.asText().text());
      } else if (block.isThinking()) {
        thinking.append(block.asThinking().thinking());
        signature = block.asThinking().signature();
      } else if (block.isToolUse()) {
        calls.add(new Turn.Call(
            block.asToolUse().id(),
            block.asToolUse().name(),
            JSON.valueToTree(block.asToolUse()._input().convert(Map.class))));
      }
    }
    return new Turn(
        message.model().asString(),
        text.toString(),
        thinking.toString(),
        signature,
        calls,
        stop(message.stopReason().orElseThrow().asString()),
        usage(message.usage()));
  }

  private static Turn.Stop stop(String reason) {
    return switch (reason) {
      case "end_turn" -> Turn.Stop.END;
      case "tool_use" -> Turn.Stop.TOOLS;
      case "max_tokens" -> Turn.Stop.LENGTH;
      case "stop_sequence" -> Turn.Stop.SEQUENCE;
      default -> Turn.Stop.OTHER;
    };
  }

  private static Turn.Usage usage(Usage usage) {
    long read = usage.cacheReadInputTokens().orElse(0L);
    long written = usage.cacheCreationInputTokens().orElse(0L);
    return new Turn.Usage(usage.inputTokens() + read + written, read, usage.outputTokens());
  }

  @Override
  public void close() {
    client.close();
  }
}
