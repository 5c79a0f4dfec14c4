package dev.airoute.examples.provider;

import static dev.airoute.examples.provider.Checks.between;
import static dev.airoute.examples.provider.Checks.filled;
import static dev.airoute.examples.provider.Checks.knownFields;
import static dev.airoute.examples.provider.Checks.positive;
import static dev.airoute.examples.provider.Checks.require;
import static dev.airoute.examples.provider.Checks.text;

import dev.airoute.examples.provider.Dialect.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What generateContent refuses. {@code model} and {@code stream} are its path's. */
final class GeminiChecks {
  private static final Set<String> FIELDS = Set.of(
      "model",
      "stream",
      "contents",
      "systemInstruction",
      "tools",
      "toolConfig",
      "safetySettings",
      "cachedContent",
      "generationConfig");
  private static final Set<String> GENERATION =
      Set.of(("temperature topP topK candidateCount maxOutputTokens stopSequences seed"
              + " presencePenalty frequencyPenalty responseLogprobs logprobs responseMimeType"
              + " responseSchema responseJsonSchema responseModalities thinkingConfig"
              + " mediaResolution speechConfig")
          .split(" "));
  private static final Set<String> DATA = Set.of(
      "text",
      "inlineData",
      "fileData",
      "functionCall",
      "functionResponse",
      "executableCode",
      "codeExecutionResult");

  static void check(JsonNode body) throws Refusal {
    knownFields(body, FIELDS, "request");
    generation(body.path("generationConfig"));
    tools(body);
    for (JsonNode part : body.path("systemInstruction").path("parts")) {
      text(part, "text", "systemInstruction.parts");
    }
    contents(body.path("contents"), body.path("model").asString(""));
  }

  private static void generation(JsonNode config) throws Refusal {
    if (config.isMissingNode()) {
      return;
    }
    knownFields(config, GENERATION, "generationConfig");
    between(config, "temperature", 0, 2);
    between(config, "topP", 0, 1);
    positive(config, "maxOutputTokens");
    require(config.path("stopSequences").size() <= 5, "stopSequences: five at most");
    JsonNode thinking = config.path("thinkingConfig");
    if (!thinking.isMissingNode()) {
      knownFields(
          thinking,
          Set.of("includeThoughts", "thinkingBudget", "thinkingLevel"),
          "generationConfig.thinkingConfig");
      require(
          !thinking.has("thinkingBudget") || !thinking.has("thinkingLevel"),
          "thinkingConfig: a budget or a level, not both");
    }
  }

  private static void tools(JsonNode body) throws Refusal {
    Set<String> names = new HashSet<>();
    for (JsonNode tool : body.path("tools")) {
      knownFields(tool, Set.of("functionDeclarations"), "tools");
      for (JsonNode function : tool.path("functionDeclarations")) {
        knownFields(
            function,
            Set.of("name", "description", "parameters", "parametersJsonSchema"),
            "tools.functionDeclarations");
        String name = filled(function, "name", "tools.functionDeclarations");
        require(name.matches("[a-zA-Z_][a-zA-Z0-9_.:-]{0,127}"), "functionDeclarations: bad name");
        require(names.add(name), "functionDeclarations: duplicate " + name);
        require(
            !function.has("parameters") || !function.has("parametersJsonSchema"),
            "functionDeclarations: parameters of two kinds");
      }
    }
    JsonNode calling = body.path("toolConfig").path("functionCallingConfig");
    if (!calling.isMissingNode()) {
      String mode = text(calling, "mode", "toolConfig.functionCallingConfig");
      require(Set.of("AUTO", "ANY", "NONE", "VALIDATED").contains(mode), "mode: unknown");
      for (JsonNode allowed : calling.path("allowedFunctionNames")) {
        require(names.contains(allowed.asString()), "allowedFunctionNames: not declared");
      }
    }
  }

  /** The responses of one turn stand together, one for each call of the turn before. */
  private static void contents(JsonNode contents, String model) throws Refusal {
    require(contents.isArray() && !contents.isEmpty(), "contents: at least one is required");
    List<String> open = List.of();
    for (int i = 0; i < contents.size(); i++) {
      JsonNode content = contents.get(i);
      String where = "contents[" + i + "]";
      knownFields(content, Set.of("role", "parts"), where);
      String role = text(content, "role", where);
      require(Set.of("user", "model").contains(role), where + ": role " + role);
      require(!content.path("parts").isEmpty(), where + ".parts: must not be empty");
      List<String> calls = new ArrayList<>();
      List<String> responses = new ArrayList<>();
      for (JsonNode part : content.path("parts")) {
        part(part, where);
        call(part, calls, model, where);
        if (part.has("functionResponse")) {
          responses.add(filled(part.path("functionResponse"), "name", where));
        }
      }
      require(role.equals("model") || calls.isEmpty(), where + ": functionCall in role user");
      require(
          responses.equals(open),
          where + ": function responses " + responses + " for the calls " + open);
      open = calls;
    }
    require(open.isEmpty(), "contents: end with calls " + open);
  }

  private static void part(JsonNode part, String where) throws Refusal {
    long kinds = DATA.stream().filter(part::has).count();
    require(kinds == 1, where + ": a part holds one of " + DATA);
    if (part.has("functionResponse")) {
      require(
          part.path("functionResponse").path("response").isObject(),
          where + ": functionResponse.response: object expected");
    }
  }

  private static void call(JsonNode part, List<String> calls, String model, String where)
      throws Refusal {
    JsonNode call = part.path("functionCall");
    if (call.isMissingNode()) {
      return;
    }
    require(call.path("args").isObject(), where + ": functionCall.args: object expected");
    require(
        !calls.isEmpty() || !model.startsWith("gemini-3") || part.has("thoughtSignature"),
        where + ": Function call is missing a thought_signature in functionCall parts.");
    calls.add(filled(call, "name", where));
  }

  private GeminiChecks() {}
}
