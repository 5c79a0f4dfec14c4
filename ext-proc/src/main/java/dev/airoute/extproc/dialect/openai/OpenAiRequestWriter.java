package dev.airoute.extproc.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.dialect.openai.OpenAiQuirks.Quirk;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.Reasoning;
import dev.airoute.extproc.model.Reasoning.Level;
import dev.airoute.extproc.model.Sampling;
import dev.airoute.extproc.model.Setting;
import dev.airoute.extproc.model.Tool;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes one request in a vendor's variety of the dialect. One instance per request. */
final class OpenAiRequestWriter {
  private static final int MOST_STOPS = 4;

  /** OpenAI refuses longer ids of end users. */
  private static final int LONGEST_USER = 64;

  private final OpenAiQuirks quirks;
  private final JsonWriter out;
  private final Losses losses;

  OpenAiRequestWriter(OpenAiQuirks quirks, JsonWriter out, Losses losses) {
    this.quirks = quirks;
    this.out = out;
    this.losses = losses;
  }

  void write(ChatRequest request, String model) {
    out.beginObject().field("model", model);
    Set<String> freeForm = freeForm(request.tools());
    new OpenAiMessageWriter(quirks, freeForm, out, losses).write(request.messages());
    OpenAiToolWriter tools = new OpenAiToolWriter(quirks, freeForm, out, losses);
    tools.write(request.tools());
    tools.choice(request.toolChoice(), !request.tools().isEmpty());
    tools.parallel(request.parallelToolCalls(), !request.tools().isEmpty());
    sampling(request.sampling());
    if (request.outputFormat() != null) {
      OpenAiFormats.write(request.outputFormat(), out);
    }
    if (request.reasoning() != null) {
      reasoning(request.reasoning());
    }
    if (request.user() != null) {
      user(request.user());
    }
    settings(request.settings());
    stream(request.stream());
    out.endObject();
  }

  /** Names of the tools that go out as such, and not as functions. */
  private Set<String> freeForm(List<Tool> tools) {
    if (!quirks.has(Quirk.FREE_FORM_TOOLS)) {
      return Set.of();
    }
    return tools.stream()
        .filter(tool -> tool.custom() != null)
        .map(Tool::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  private void sampling(Sampling sampling) {
    String cap = quirks.has(Quirk.MAX_COMPLETION_TOKENS) ? "max_completion_tokens" : "max_tokens";
    optional(cap, sampling.maxTokens());
    optional("temperature", sampling.temperature());
    optional("top_p", sampling.topP());
    optional("top_k", sampling.topK());
    stop(sampling.stop());
    optional("frequency_penalty", sampling.frequencyPenalty());
    optional("presence_penalty", sampling.presencePenalty());
    optional(quirks.has(Quirk.RANDOM_SEED) ? "random_seed" : "seed", sampling.seed());
    optional("n", sampling.n());
    optional("logprobs", sampling.logprobs());
    optional("top_logprobs", sampling.topLogprobs());
  }

  private void optional(String field, @Nullable Json value) {
    if (value != null && takes(field)) {
      out.field(field, value);
    }
  }

  private boolean takes(String field) {
    if (quirks.takes(field)) {
      return true;
    }
    losses.dropped(field, quirks.vendor() + " does not take it");
    return false;
  }

  private void stop(List<Json> stop) {
    if (stop.isEmpty()) {
      return;
    }
    if (stop.size() > MOST_STOPS) {
      losses.approximated("stop", "only the first " + MOST_STOPS + " stop strings are sent");
    }
    out.name("stop").beginArray();
    stop.stream().limit(MOST_STOPS).forEach(out::value);
    out.endArray();
  }

  private void reasoning(Reasoning reasoning) {
    if (quirks.has(Quirk.REASONING_OBJECT)) {
      OpenAiReasoning.writeObject(reasoning, out);
      return;
    }
    switch (reasoning) {
      // Models that never think refuse the field, and many that do refuse "none": silence is what
      // all take.
      case Reasoning.Disabled() ->
        losses.approximated("reasoning", "the model's own default applies instead of none");
      case Reasoning.Adaptive() ->
        losses.approximated("reasoning", "models of this dialect decide by themselves");
      case Reasoning.Effort(var level) -> effort(level);
      case Reasoning.Budget(var tokens) -> {
        Level level = OpenAiReasoning.level(tokens);
        losses.approximated(
            "reasoning", "a budget becomes the effort " + OpenAiReasoning.word(level));
        effort(level);
      }
    }
  }

  private void effort(Level level) {
    if (!quirks.has(Quirk.EFFORT_ON_OR_OFF)) {
      out.field("reasoning_effort", OpenAiReasoning.word(level));
      return;
    }
    boolean off = level == Level.NONE || level == Level.MINIMAL;
    if (level != Level.NONE && level != Level.HIGH) {
      losses.approximated("reasoning_effort", quirks.vendor() + " knows only high and none");
    }
    out.field("reasoning_effort", off ? "none" : "high");
  }

  private void user(String user) {
    String field = quirks.has(Quirk.SAFETY_IDENTIFIER) ? "safety_identifier" : "user";
    if (!takes(field)) {
      return;
    }
    if (user.length() <= LONGEST_USER) {
      out.field(field, user);
      return;
    }
    losses.approximated("user", "longer than " + LONGEST_USER + " characters: its SHA-256 is sent");
    out.field(field, Hashing.sha256().hashString(user, UTF_8).toString());
  }

  private void settings(List<Setting> settings) {
    for (Setting setting : settings) {
      String field = OpenAiSettings.field(setting.kind());
      if (field == null) {
        losses.dropped(setting.field(), "the OpenAI dialect has no such field");
      } else {
        optional(field, setting.value());
      }
    }
  }

  private void stream(boolean stream) {
    if (!stream) {
      return;
    }
    out.field("stream", true);
    // Usage is always asked for: the gateway counts it, whether or not the client wants to see it.
    if (quirks.takes("stream_options")) {
      out.name("stream_options").beginObject().field("include_usage", true).endObject();
    }
  }
}
