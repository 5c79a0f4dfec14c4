package dev.airoute.extproc.dialect.responses;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonException;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.Message;
import dev.airoute.extproc.model.Message.Role;
import dev.airoute.extproc.model.OutputFormat;
import dev.airoute.extproc.model.Part;
import dev.airoute.extproc.model.Sampling;
import dev.airoute.extproc.model.Setting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes one request. Nothing is to be stored, and reasoning comes back encrypted, so that the next turn needs nothing but
 * what the client has. One instance per request.
 */
final class ResponsesRequestWriter {
  private static final String ENCRYPTED = "reasoning.encrypted_content";
  private static final String LOGPROBS = "message.output_text.logprobs";

  /** OpenAI refuses a smaller cap, and longer ids of end users. */
  private static final int LEAST_TOKENS = 16;

  private static final int LONGEST_USER = 64;

  private final String vendor;
  private final JsonWriter out;
  private final Losses losses;

  /** @param vendor the type of the AIProvider */
  ResponsesRequestWriter(String vendor, JsonWriter out, Losses losses) {
    this.vendor = vendor;
    this.out = out;
    this.losses = losses;
  }

  void write(ChatRequest request, String model) {
    out.beginObject().field("model", model);
    List<Message> messages = request.messages();
    Json instructions = messages.isEmpty() ? null : instructions(messages.getFirst());
    if (instructions != null) {
      out.field("instructions", instructions);
      messages = messages.subList(1, messages.size());
    }
    new ResponsesInputWriter(request.tools(), out, losses).write(messages);
    ResponsesToolWriter tools = new ResponsesToolWriter(out, losses);
    tools.write(request.tools());
    tools.choice(request.toolChoice(), request.tools());
    if (request.parallelToolCalls() != null && !request.tools().isEmpty()) {
      out.field("parallel_tool_calls", request.parallelToolCalls());
    }
    sampling(request.sampling(), model);
    text(request.outputFormat(), request.settings());
    if (request.reasoning() != null) {
      if (ResponsesModel.thinks(model)) {
        ResponsesReasoning.write(request.reasoning(), out, losses);
      } else {
        losses.dropped("reasoning", model + " does not think");
      }
    }
    if (request.user() != null) {
      user(request.user());
    }
    settings(request.settings());
    if (request.stream()) {
      out.field("stream", true);
    }
    out.endObject();
  }

  /** What comes first is said where this dialect has a place for it; null when it cannot be. */
  private static @Nullable Json instructions(Message first) {
    boolean plain = first.role() == Role.SYSTEM
        && first.parts().size() == 1
        && first.parts().getFirst() instanceof Part.Text text
        && text.cache() == null;
    return plain ? ((Part.Text) first.parts().getFirst()).text() : null;
  }

  private void sampling(Sampling sampling, String model) {
    if (sampling.maxTokens() != null) {
      out.field("max_output_tokens", cap(sampling.maxTokens()));
    }
    out.optional("temperature", sampling.temperature()).optional("top_p", sampling.topP());
    List<String> include = new ArrayList<>();
    if (ResponsesModel.thinks(model)) {
      include.add(ENCRYPTED);
    }
    if (Json.TRUE.equals(sampling.logprobs())) {
      include.add(LOGPROBS);
      out.optional("top_logprobs", sampling.topLogprobs());
    }
    if (!include.isEmpty()) {
      out.name("include").beginArray();
      include.forEach(out::string);
      out.endArray();
    }
    absent("stop", sampling.stop().isEmpty() ? null : sampling.stop().getFirst());
    absent("top_k", sampling.topK());
    absent("frequency_penalty", unless("0", sampling.frequencyPenalty()));
    absent("presence_penalty", unless("0", sampling.presencePenalty()));
    absent("seed", sampling.seed());
    absent("n", unless("1", sampling.n()));
  }

  private Json cap(Json tokens) {
    try {
      if (vendor.equals("OpenAI") && tokens.asLong() < LEAST_TOKENS) {
        losses.approximated("max_tokens", vendor + " takes no cap below " + LEAST_TOKENS);
        return Json.number(LEAST_TOKENS);
      }
    } catch (JsonException _) {
      // Not a whole number: for the provider to refuse.
    }
    return tokens;
  }

  private static @Nullable Json unless(String nothing, @Nullable Json value) {
    return value == null || value.toString().equals(nothing) ? null : value;
  }

  private void absent(String field, @Nullable Json value) {
    if (value != null) {
      losses.dropped(field, "the Responses dialect has no such field");
    }
  }

  private void text(@Nullable OutputFormat format, List<Setting> settings) {
    Json verbosity = null;
    for (Setting setting : settings) {
      verbosity = setting.kind() == Setting.Kind.VERBOSITY ? setting.value() : verbosity;
    }
    if (format == null && verbosity == null) {
      return;
    }
    out.name("text").beginObject();
    if (format != null) {
      ResponsesFormats.write(format, out);
    }
    out.optional("verbosity", verbosity).endObject();
  }

  private void user(String user) {
    String field = vendor.equals("OpenAI") ? "safety_identifier" : "user";
    if (user.length() <= LONGEST_USER) {
      out.field(field, user);
      return;
    }
    losses.approximated("user", "longer than " + LONGEST_USER + " characters: its SHA-256 is sent");
    out.field(field, Hashing.sha256().hashString(user, UTF_8).toString());
  }

  private void settings(List<Setting> settings) {
    Json store = Json.FALSE;
    for (Setting setting : settings) {
      switch (setting.kind()) {
        case SERVICE_TIER -> out.field("service_tier", setting.value());
        case METADATA -> out.field("metadata", setting.value());
        case PROMPT_CACHE_KEY -> out.field("prompt_cache_key", setting.value());
        case PROMPT_CACHE_RETENTION -> out.field("prompt_cache_retention", setting.value());
        case STORE -> store = setting.value();
        case VERBOSITY -> {} // said within text
        case LOGIT_BIAS, SAFETY_SETTINGS -> absent(setting.field(), setting.value());
      }
    }
    out.field("store", store);
  }
}
