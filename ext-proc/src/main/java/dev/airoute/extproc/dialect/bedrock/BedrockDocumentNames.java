package dev.airoute.extproc.dialect.bedrock;

import dev.airoute.extproc.dialect.Losses;
import dev.airoute.extproc.json.Json;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names of documents as Bedrock takes them: letters and digits of ASCII, single spaces, hyphens, parentheses and brackets, 200
 * characters at most, and no name twice. What a name becomes depends on the documents before it only, so that it stays the same
 * as a conversation grows. One instance per request.
 */
final class BedrockDocumentNames {
  private static final Pattern UNFIT = Pattern.compile("[^a-zA-Z0-9 ()\\[\\]-]+");
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern EDGES = Pattern.compile("^[ -]+|[ -]+$");
  private static final int LONGEST = 190;

  private final Losses losses;
  private final Set<String> taken = new HashSet<>();

  BedrockDocumentNames(Losses losses) {
    this.losses = losses;
  }

  /** @param format whose ending of a file name is not needed twice */
  String name(@Nullable Json title, String format) {
    String said = title == null ? "" : title.text().strip();
    String bare = said.toLowerCase(Locale.ROOT).endsWith("." + format)
        ? said.substring(0, said.length() - format.length() - 1)
        : said;
    String fit = fit(bare);
    String name = fit.isEmpty() ? "document" : fit;
    String unique = name;
    for (int number = 2; !taken.add(unique); number++) {
      unique = name + " (" + number + ")";
    }
    if (!said.isEmpty() && !unique.equals(bare)) {
      losses.approximated(
          "messages[].content[].title", "Bedrock's names of documents know fewer characters");
    }
    return unique;
  }

  private static String fit(String name) {
    String spaced = SPACES.matcher(name).replaceAll(" ");
    String fit = EDGES.matcher(UNFIT.matcher(spaced).replaceAll("-")).replaceAll("");
    return fit.length() <= LONGEST
        ? fit
        : EDGES.matcher(fit.substring(0, LONGEST)).replaceAll("");
  }
}
