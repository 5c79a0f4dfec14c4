package dev.airoute.extproc.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.model.ChatRequest;
import dev.airoute.extproc.model.Loss;
import dev.airoute.extproc.model.Message;
import dev.airoute.extproc.model.Message.Role;
import dev.airoute.extproc.model.OutputFormat;
import dev.airoute.extproc.model.Part;
import dev.airoute.extproc.model.Reasoning;
import dev.airoute.extproc.model.Sampling;
import dev.airoute.extproc.model.Tool;
import dev.airoute.extproc.model.ToolChoice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds a neutral request as any client could have sent it, and writes it as Anthropic's. */
final class Requests {
  private final String model;
  private final List<Message> messages = new ArrayList<>();
  private final List<Tool> tools = new ArrayList<>();
  private final Map<String, Json> sampling = new HashMap<>();
  private List<Json> stop = List.of();
  private @Nullable ToolChoice choice;
  private @Nullable Boolean parallel;
  private @Nullable OutputFormat format;
  private @Nullable Reasoning reasoning;

  private Requests(String model) {
    this.model = model;
  }

  static Requests to(String model) {
    return new Requests(model);
  }

  Requests message(Role role, Part... parts) {
    messages.add(new Message(role, List.of(parts)));
    return this;
  }

  Requests tool(String name) {
    return tool(new Tool(name, null, Json.parse("{\"type\":\"object\"}"), null, null));
  }

  Requests tool(Tool tool) {
    tools.add(tool);
    return this;
  }

  Requests choice(ToolChoice wanted) {
    choice = wanted;
    return this;
  }

  Requests parallel(boolean wanted) {
    parallel = wanted;
    return this;
  }

  Requests number(String name, String value) {
    sampling.put(name, Json.parse(value));
    return this;
  }

  Requests stop(String... sequences) {
    stop = List.of(sequences).stream().map(Json::string).toList();
    return this;
  }

  Requests format(OutputFormat wanted) {
    format = wanted;
    return this;
  }

  Requests reasoning(Reasoning wanted) {
    reasoning = wanted;
    return this;
  }

  static Part.Text text(String text) {
    return new Part.Text(Json.string(text), null);
  }

  /** @param body what was written */
  record Written(Json body, List<Loss> losses) {
    /** Raw text of a member, {@code a.b} for one within; "-" when there is none. */
    String at(String path) {
      int dot = path.indexOf('.');
      Json value = body.get(dot < 0 ? path : path.substring(0, dot));
      if (value == null) {
        return "-";
      }
      return dot < 0 ? value.toString() : new Written(value, losses).at(path.substring(dot + 1));
    }

    List<String> lossFields() {
      return losses.stream().map(loss -> loss.fate() + " " + loss.field()).toList();
    }
  }

  Written written() {
    if (messages.isEmpty()) {
      message(Role.USER, text("x"));
    }
    ChatRequest request = new ChatRequest(
        "asked",
        false,
        false,
        messages,
        tools,
        choice,
        parallel,
        new Sampling(
            sampling.get("max_tokens"),
            sampling.get("temperature"),
            sampling.get("top_p"),
            sampling.get("top_k"),
            stop,
            sampling.get("frequency_penalty"),
            sampling.get("presence_penalty"),
            sampling.get("seed"),
            sampling.get("n"),
            sampling.get("logprobs"),
            sampling.get("top_logprobs")),
        format,
        reasoning,
        null,
        List.of());
    JsonWriter out = new JsonWriter();
    Losses losses = new Losses();
    new AnthropicCodec().writeRequest(request, model, out, losses);
    String json = new String(out.toByteArray(), UTF_8);
    Sdk.validateRequest(json);
    return new Written(Json.parse(json), losses.all());
  }
}
