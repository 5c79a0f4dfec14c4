package dev.airoute.examples.client;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.ReasoningEffort;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionAssistantMessageParam;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionNamedToolChoice;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolChoiceOption;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.completions.CompletionUsage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** {@code openai-java}. */
public final class OpenAiSdk implements ChatClient {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final OpenAIClient client;

  public OpenAiSdk(String gateway, String key) {
    this.client = OpenAIOkHttpClient.builder()
        .baseUrl(gateway + "/v1")
        .apiKey(key)
        .maxRetries(0)
        .timeout(Duration.ofSeconds(30))
        .build();
  }

  /** The SDK itself, for what is not chat. */
  public OpenAIClient sdk() {
    return client;
  }

  @Override
  public Turn ask(Prompt prompt) {
    ChatCompletion completion =
        client.chat().completions().create(params(prompt).build()).validate();
    Thoughts thoughts = new Thoughts();
    thoughts.read(completion.choices().getFirst().message()._additionalProperties());
    return turn(completion, thoughts);
  }

  @Override
  public Turn stream(Prompt prompt) {
    ChatCompletionCreateParams.Builder params = params(prompt);
    if (prompt.usage()) {
      params.streamOptions(
          ChatCompletionStreamOptions.builder().includeUsage(true).build());
    }
    ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
    Thoughts thoughts = new Thoughts();
    try (var stream = client.chat().completions().createStreaming(params.build())) {
      stream.stream().forEach(chunk -> {
        whole.accumulate(chunk.validate());
        chunk.choices().forEach(choice -> thoughts.read(choice.delta()._additionalProperties()));
      });
    }
    return turn(whole.chatCompletion().validate(), thoughts);
  }

  private static ChatCompletionCreateParams.Builder params(Prompt prompt) {
    var params = ChatCompletionCreateParams.builder()
        .model(prompt.model())
        .maxCompletionTokens(prompt.maxTokens());
    prompt.system().forEach(params::addSystemMessage);
    prompt.said().forEach(said -> say(params, said));
    prompt.tools().forEach(tool -> params.addFunctionTool(tool(tool)));
    String choice = prompt.choice();
    if (choice != null) {
      choose(params, choice);
    }
    if (!prompt.stop().isEmpty()) {
      params.stopOfStrings(prompt.stop());
    }
    if (prompt.schema() != null) {
      params.jsonSchemaResponseFormat(format(prompt.schema()));
    }
    if (prompt.thinking() > 0) {
      params.reasoningEffort(ReasoningEffort.HIGH);
    }
    return params;
  }

  private static void say(ChatCompletionCreateParams.Builder params, Prompt.Said said) {
    switch (said) {
      case Prompt.Said.User(var text) -> params.addUserMessage(text);
      case Prompt.Said.Picture(var text, var url) ->
        params.addUserMessageOfArrayOfContentParts(List.of(
            ChatCompletionContentPart.ofText(
                ChatCompletionContentPartText.builder().text(text).build()),
            ChatCompletionContentPart.ofImageUrl(ChatCompletionContentPartImage.builder()
                .imageUrl(
                    ChatCompletionContentPartImage.ImageUrl.builder().url(url).build())
                .build())));
      case Prompt.Said.Model(var turn) -> params.addMessage(assistant(turn));
      case Prompt.Said.Results(var results) ->
        results.forEach(result -> params.addMessage(ChatCompletionToolMessageParam.builder()
            .toolCallId(result.callId())
            .content(result.text())
            .build()));
    }
  }

  private static ChatCompletionAssistantMessageParam assistant(Turn turn) {
    var message = ChatCompletionAssistantMessageParam.builder();
    if (!turn.text().isEmpty()) {
      message.content(turn.text());
    }
    for (Turn.Call call : turn.calls()) {
      message.addToolCall(ChatCompletionMessageFunctionToolCall.builder()
          .id(call.id())
          .function(ChatCompletionMessageFunctionToolCall.Function.builder()
              .name(call.name())
              .arguments(call.arguments().toString())
              .build())
          .build());
    }
    if (turn.signature() != null) {
      message.putAdditionalProperty("reasoning_details", Thoughts.details(turn));
    }
    return message.build();
  }

  private static FunctionDefinition tool(Prompt.Tool tool) {
    return FunctionDefinition.builder()
        .name(tool.name())
        .description(tool.description())
        .parameters(FunctionParameters.builder()
            .putAdditionalProperty("type", JsonValue.from("object"))
            .putAdditionalProperty("properties", JsonValue.from(tool.properties()))
            .putAdditionalProperty(
                "required", JsonValue.from(List.copyOf(tool.properties().keySet())))
            .build())
        .build();
  }

  private static void choose(ChatCompletionCreateParams.Builder params, String choice) {
    switch (choice) {
      case "required" -> params.toolChoice(ChatCompletionToolChoiceOption.Auto.REQUIRED);
      case "none" -> params.toolChoice(ChatCompletionToolChoiceOption.Auto.NONE);
      default ->
        params.toolChoice(ChatCompletionNamedToolChoice.builder()
            .function(
                ChatCompletionNamedToolChoice.Function.builder().name(choice).build())
            .build());
    }
  }

  private static ResponseFormatJsonSchema.JsonSchema format(Map<String, Object> schema) {
    var fields = ResponseFormatJsonSchema.JsonSchema.Schema.builder();
    schema.forEach((name, value) -> fields.putAdditionalProperty(name, JsonValue.from(value)));
    return ResponseFormatJsonSchema.JsonSchema.builder()
        .name("answer")
        .schema(fields.build())
        .strict(true)
        .build();
  }

  private static Turn turn(ChatCompletion completion, Thoughts thoughts) {
    ChatCompletion.Choice choice = completion.choices().getFirst();
    ChatCompletionMessage message = choice.message();
    return new Turn(
        completion.model(),
        message.content().orElse(""),
        thoughts.text(),
        thoughts.signature(),
        message.toolCalls().orElse(List.of()).stream()
            .map(call -> call(call.asFunction()))
            .toList(),
        stop(choice.finishReason()),
        completion.usage().map(OpenAiSdk::usage).orElse(null));
  }

  private static Turn.Call call(ChatCompletionMessageFunctionToolCall call) {
    return new Turn.Call(
        call.id(), call.function().name(), JSON.readTree(call.function().arguments()));
  }

  private static Turn.Stop stop(ChatCompletion.Choice.FinishReason reason) {
    return switch (reason.asString()) {
      case "stop" -> Turn.Stop.END;
      case "tool_calls" -> Turn.Stop.TOOLS;
      case "length" -> Turn.Stop.LENGTH;
      default -> Turn.Stop.OTHER;
    };
  }

  private static Turn.@Nullable Usage usage(CompletionUsage usage) {
    long cached = usage
        .promptTokensDetails()
        .flatMap(CompletionUsage.PromptTokensDetails::cachedTokens)
        .orElse(0L);
    return new Turn.Usage(usage.promptTokens(), cached, usage.completionTokens());
  }

  @Override
  public void close() {
    client.close();
  }
}
