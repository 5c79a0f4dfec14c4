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
    @Nullable String user) {
  public ChatRequest {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
  }
}
