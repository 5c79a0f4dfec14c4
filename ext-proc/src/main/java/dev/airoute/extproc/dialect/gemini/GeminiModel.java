package dev.airoute.extproc.dialect.gemini;

import java.util.regex.Pattern;

/**
 * What a model's name says of it; names we do not know count as of the generation that takes budgets, which later ones
 * take too.
 *
 * @param levels whether it is told to think by level instead of budget, and insists on signatures of its calls
 * @param thinks whether it can be told to think at all
 * @param pro whether its thinking cannot be switched off
 * @param vertex whether Vertex AI serves it
 */
record GeminiModel(boolean levels, boolean thinks, boolean pro, boolean vertex) {
  private static final Pattern LEVELS = Pattern.compile("gemini-([3-9]|[1-9][0-9])\\b.*");
  private static final Pattern THOUGHTLESS = Pattern.compile("gemini-(1\\.|2\\.0).*|gemma.*");

  static GeminiModel of(String model, boolean vertex) {
    String name = GeminiPath.name(model);
    return new GeminiModel(
        LEVELS.matcher(name).matches(),
        !THOUGHTLESS.matcher(name).matches(),
        name.contains("-pro"),
        vertex);
  }
}
