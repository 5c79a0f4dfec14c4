package dev.airoute.extproc.dialect.gemini;

import java.util.Map;

/** What this dialect calls the fields that writers name. */
final class GeminiFields {
  private static final String CONFIG = "generationConfig.";
  private static final String PARTS = "contents[].parts[]";
  private static final String TOOLS = "tools[].functionDeclarations[].";
  private static final String CHOICE = "toolConfig.functionCallingConfig";

  private static final Map<String, String> NAMES = Map.ofEntries(
      Map.entry("max_tokens", CONFIG + "maxOutputTokens"),
      Map.entry("temperature", CONFIG + "temperature"),
      Map.entry("top_p", CONFIG + "topP"),
      Map.entry("top_k", CONFIG + "topK"),
      Map.entry("stop", CONFIG + "stopSequences"),
      Map.entry("frequency_penalty", CONFIG + "frequencyPenalty"),
      Map.entry("presence_penalty", CONFIG + "presencePenalty"),
      Map.entry("seed", CONFIG + "seed"),
      Map.entry("n", CONFIG + "candidateCount"),
      Map.entry("logprobs", CONFIG + "responseLogprobs"),
      Map.entry("top_logprobs", CONFIG + "logprobs"),
      Map.entry("reasoning", CONFIG + GeminiConfigReader.THINKING),
      Map.entry("reasoning_effort", CONFIG + GeminiConfigReader.THINKING),
      Map.entry("output_config.effort", CONFIG + GeminiConfigReader.THINKING),
      Map.entry("response_format", CONFIG + "responseSchema"),
      Map.entry("tool_choice", CHOICE),
      Map.entry("parallel_tool_calls", CHOICE),
      Map.entry("tools[].strict", TOOLS + "strict"),
      Map.entry("messages[].tool_calls[]", PARTS + ".functionCall"));

  static String of(String hub) {
    String name = NAMES.get(hub);
    if (name != null) {
      return name;
    }
    return replaced(replaced(hub, "messages[].content[]", PARTS), "messages[]", "contents[]");
  }

  private static String replaced(String hub, String before, String now) {
    return hub.startsWith(before) ? now + hub.substring(before.length()) : hub;
  }

  private GeminiFields() {}
}
