package dev.airoute.extproc.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chat request, whoever asked.
 *
 * @param model the name the client asked for
 * @param stream whether the answer is to be streamed
 * @param streamUsage whether the client expects usage in the stream ({@code stream_options.include_usage}; dialects
 *     that always report it say true)
 * @param messages in the order of the conversation, system messages wherever they stood
 * @param parallelToolCalls null when the client said nothing
 * @param user an opaque id of the end user ({@code safety_identifier}, {@code user}, {@code metadata.user_id})
 * @param settings at most one of each kind
 */
public record ChatRequest(
    String model,
    boolean stream,
    boolean streamUsage,
    List<Message> messages,
    List<Tool> tools,
    @Nullable ToolChoice toolChoice,
    @Nullable Boolean parallelToolCalls,
    Sampling sampling,
    @Nullable OutputFormat outputFormat,
    @Nullable Reasoning reasoning,
    @Nullable String user,
    List<Setting> settings) {
  public ChatRequest {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
    settings = List.copyOf(settings);
  }

  /** The same, asking for this: some dialects say it outside of the body. */
  public ChatRequest asking(String asked, boolean streamed) {
    return new ChatRequest(
        asked,
        streamed,
        streamUsage,
        messages,
        tools,
        toolChoice,
        parallelToolCalls,
        sampling,
        outputFormat,
        reasoning,
        user,
        settings);
  }
}
