package dev.airoute.examples.client;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.Reasoning;
import com.openai.models.ReasoningEffort;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputContent;
import com.openai.models.responses.ResponseInputImage;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseInputText;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseReasoningItem;
import com.openai.models.responses.ResponseUsage;
import com.openai.models.responses.ToolChoiceFunction;
import com.openai.models.responses.ToolChoiceOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** {@code openai-java}, by Responses. What this dialect lacks of a prompt (stop strings) it leaves out. */
public final class ResponsesSdk implements ChatClient {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final OpenAIClient client;

  public ResponsesSdk(String gateway, String key) {
    this.client = OpenAIOkHttpClient.builder()
        .baseUrl(gateway + "/v1")
        .apiKey(key)
        .maxRetries(0)
        .timeout(Duration.ofSeconds(30))
        .build();
  }

  /** The SDK itself, for what is no prompt. */
  public OpenAIClient sdk() {
    return client;
  }

  @Override
  public Turn ask(Prompt prompt) {
    return turn(client.responses().create(params(prompt)).validate());
  }

  @Override
  public Turn stream(Prompt prompt) {
    ResponseAccumulator whole = ResponseAccumulator.create();
    try (var stream = client.responses().createStreaming(params(prompt))) {
      stream.stream().forEach(event -> whole.accumulate(event.validate()));
    }
    return turn(whole.response().validate());
  }

  private static ResponseCreateParams params(Prompt prompt) {
    var params =
        ResponseCreateParams.builder().model(prompt.model()).maxOutputTokens(prompt.maxTokens());
    List<ResponseInputItem> items = new ArrayList<>();
    if (prompt.system().size() == 1) {
      params.instructions(prompt.system().getFirst());
    } else {
      prompt.system().forEach(text -> items.add(message(EasyInputMessage.Role.SYSTEM, text)));
    }
    prompt.said().forEach(said -> say(items, said));
    params.inputOfResponse(items);
    prompt.tools().forEach(tool -> params.addTool(tool(tool)));
    if (prompt.choice() != null) {
      choose(params, prompt.choice());
    }
    if (prompt.thinking() > 0) {
      params.reasoning(Reasoning.builder().effort(ReasoningEffort.HIGH).build());
    }
    return params.build();
  }

  private static void say(List<ResponseInputItem> items, Prompt.Said said) {
    switch (said) {
      case Prompt.Said.User(var text) -> items.add(message(EasyInputMessage.Role.USER, text));
      case Prompt.Said.Picture(var text, var url) ->
        items.add(ResponseInputItem.ofEasyInputMessage(EasyInputMessage.builder()
            .role(EasyInputMessage.Role.USER)
            .contentOfResponseInputMessageContentList(List.of(
                ResponseInputContent.ofInputText(
                    ResponseInputText.builder().text(text).build()),
                ResponseInputContent.ofInputImage(ResponseInputImage.builder()
                    .detail(ResponseInputImage.Detail.AUTO)
                    .imageUrl(url)
                    .build())))
            .build()));
      case Prompt.Said.Model(var turn) -> assistant(items, turn);
      case Prompt.Said.Results(var results) ->
        results.forEach(result -> items.add(
            ResponseInputItem.ofFunctionCallOutput(ResponseInputItem.FunctionCallOutput.builder()
                .callId(result.callId())
                .output(result.text())
                .build())));
    }
  }

  private static void assistant(List<ResponseInputItem> items, Turn turn) {
    if (turn.signature() != null) {
      items.add(ResponseInputItem.ofReasoning(ResponseReasoningItem.builder()
          .id("rs_replayed")
          .addSummary(
              ResponseReasoningItem.Summary.builder().text(turn.thinking()).build())
          .encryptedContent(turn.signature())
          .build()));
    }
    if (!turn.text().isEmpty()) {
      items.add(message(EasyInputMessage.Role.ASSISTANT, turn.text()));
    }
    for (Turn.Call call : turn.calls()) {
      items.add(ResponseInputItem.ofFunctionCall(ResponseFunctionToolCall.builder()
          .callId(call.id())
          .name(call.name())
          .arguments(call.arguments().toString())
          .build()));
    }
  }

  private static ResponseInputItem message(EasyInputMessage.Role role, String text) {
    return ResponseInputItem.ofEasyInputMessage(
        EasyInputMessage.builder().role(role).content(text).build());
  }

  private static FunctionTool tool(Prompt.Tool tool) {
    return FunctionTool.builder()
        .name(tool.name())
        .description(tool.description())
        .strict(false)
        .parameters(FunctionTool.Parameters.builder()
            .putAdditionalProperty("type", JsonValue.from("object"))
            .putAdditionalProperty("properties", JsonValue.from(tool.properties()))
            .putAdditionalProperty(
                "required", JsonValue.from(List.copyOf(tool.properties().keySet())))
            .build())
        .build();
  }

  private static void choose(ResponseCreateParams.Builder params, String choice) {
    switch (choice) {
      case "required" -> params.toolChoice(ToolChoiceOptions.REQUIRED);
      case "none" -> params.toolChoice(ToolChoiceOptions.NONE);
      default -> params.toolChoice(ToolChoiceFunction.builder().name(choice).build());
    }
  }

  private static Turn turn(Response response) {
    StringBuilder text = new StringBuilder();
    StringBuilder thinking = new StringBuilder();
    @Nullable String signature = null;
    List<Turn.Call> calls = new ArrayList<>();
    for (ResponseOutputItem item : response.output()) {
      if (item.isMessage()) {
        item.asMessage()
            .content()
            .forEach(part -> part.outputText().ifPresent(said -> text.append(said.text())));
      } else if (item.isReasoning()) {
        item.asReasoning().summary().forEach(part -> thinking.append(part.text()));
        signature = item.asReasoning().encryptedContent().orElse(null);
      } else if (item.isFunctionCall()) {
        ResponseFunctionToolCall call = item.asFunctionCall();
        calls.add(new Turn.Call(call.callId(), call.name(), JSON.readTree(call.arguments())));
      }
    }
    return new Turn(
        response.model().asString(),
        text.toString(),
        thinking.toString(),
        signature,
        calls,
        stop(response, !calls.isEmpty()),
        response.usage().map(ResponsesSdk::usage).orElse(null));
  }

  private static Turn.Stop stop(Response response, boolean called) {
    String status = response.status().orElseThrow().asString();
    if (status.equals("completed")) {
      return called ? Turn.Stop.TOOLS : Turn.Stop.END;
    }
    String reason = response
        .incompleteDetails()
        .flatMap(Response.IncompleteDetails::reason)
        .map(Response.IncompleteDetails.Reason::asString)
        .orElse("");
    return reason.equals("max_output_tokens") ? Turn.Stop.LENGTH : Turn.Stop.OTHER;
  }

  private static Turn.Usage usage(ResponseUsage usage) {
    return new Turn.Usage(
        usage.inputTokens(), usage.inputTokensDetails().cachedTokens(), usage.outputTokens());
  }

  @Override
  public void close() {
    client.close();
  }
}
