package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import dev.airoute.extproc.model.Tool;
import dev.airoute.extproc.model.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads {@code tools} and {@code toolConfig}. Tools that Google runs itself are left away and reported. */
final class GeminiToolReader {
  private final Losses losses;

  GeminiToolReader(Losses losses) {
    this.losses = losses;
  }

  List<Tool> tools(Json tools) {
    List<Tool> functions = new ArrayList<>();
    int index = 0;
    for (Json element : Members.elements(tools)) {
      Members tool = Members.of(element, "tools[" + index++ + "]");
      int number = 0;
      for (Json declaration : tool.list("functionDeclarations")) {
        String path = tool.path("functionDeclarations[" + number++ + "]");
        functions.add(function(Members.of(declaration, path)));
      }
      tool.dropRest(losses, "only Google runs this tool");
    }
    return functions;
  }

  private Tool function(Members declaration) {
    String name = declaration.requiredText("name");
    Json description = declaration.string("description");
    Json subset = declaration.object("parameters");
    Json schema = declaration.object("parametersJsonSchema");
    declaration.dropRest(losses, "only Gemini has it");
    return new Tool(
        name,
        description,
        schema == null && subset != null ? GeminiSchemaReader.read(subset) : schema,
        null,
        null);
  }

  @Nullable
  ToolChoice choice(Json config) {
    Members members = Members.of(config, "toolConfig");
    Members calling = members.inner("functionCallingConfig");
    members.dropRest(losses, "only Google's own tools have it");
    if (calling == null) {
      return null;
    }
    String mode = calling.text("mode").toUpperCase(Locale.ROOT);
    List<String> names = calling.list("allowedFunctionNames").stream()
        .filter(Json::isString)
        .map(Json::text)
        .toList();
    String field = calling.path("mode");
    calling.dropRest(losses, "only Gemini has it");
    return switch (mode) {
      case "", "MODE_UNSPECIFIED" -> null;
      case "AUTO" -> names.isEmpty() ? new ToolChoice.Auto() : new ToolChoice.Allowed(false, names);
      case "NONE" -> new ToolChoice.None();
      case "ANY" ->
        switch (names.size()) {
          case 0 -> new ToolChoice.Required();
          case 1 -> new ToolChoice.Named(names.getFirst());
          default -> new ToolChoice.Allowed(true, names);
        };
      case "VALIDATED" -> {
        losses.approximated(field, "calls are not forced to match their schemas");
        yield names.isEmpty() ? new ToolChoice.Auto() : new ToolChoice.Allowed(false, names);
      }
      default -> throw Members.invalid(field, "AUTO, ANY, NONE or VALIDATED, not '" + mode + "'");
    };
  }
}
