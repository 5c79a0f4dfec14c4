package dev.airoute.extproc.dialect.bedrock;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.json.JsonWriter;
import dev.airoute.extproc.json.ObjectPatch;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The header {@code anthropic-beta}, which Bedrock wants as a list in the body. It refuses requests with flags that it does not
 * know, and clients send Anthropic's newest.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-anthropic-claude-messages-request-response.html">fields</a>
 */
final class InvokeBetas {
  private static final String FIELD = "anthropic_beta";
  private static final Set<String> KNOWN = Set.of(
      "computer-use-2024-10-22",
      "computer-use-2025-01-24",
      "computer-use-2025-11-24",
      "token-efficient-tools-2025-02-19",
      "interleaved-thinking-2025-05-14",
      "output-128k-2025-02-19",
      "dev-full-thinking-2025-05-14",
      "fine-grained-tool-streaming-2025-05-14",
      "context-1m-2025-08-07",
      "context-management-2025-06-27",
      "effort-2025-11-24",
      "tool-search-tool-2025-10-19",
      "tool-examples-2025-10-29");

  /** Flags that the body names already are the client's to answer for. */
  static void move(Map<String, String> headers, Json body, ObjectPatch patch, Losses losses) {
    Set<String> known = new LinkedHashSet<>();
    for (String flag : headers.getOrDefault("anthropic-beta", "").split(",")) {
      String name = flag.strip();
      if (KNOWN.contains(name)) {
        known.add(name);
      } else if (!name.isEmpty()) {
        losses.dropped("anthropic-beta." + name, "Bedrock does not know the flag");
      }
    }
    if (known.isEmpty()) {
      return;
    }
    JsonWriter out = new JsonWriter().beginArray();
    Json said = body.get(FIELD);
    if (said != null && said.isArray()) {
      for (Json flag : BedrockAnswer.elements(said)) {
        out.value(flag);
        if (flag.isString()) {
          known.remove(flag.text());
        }
      }
    }
    known.forEach(out::string);
    patch.set(FIELD, out.endArray().toJson());
  }

  private InvokeBetas() {}
}
