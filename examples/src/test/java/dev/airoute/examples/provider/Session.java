package dev.airoute.examples.provider;

import dev.airoute.examples.provider.Answer.Block;
import dev.airoute.examples.provider.Dialect.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A model's part in a conversation with tools: turns of calls, and a last word that quotes every {@code token-…} that
 * the tools gave.
 *
 * @param faults what the first requests meet; a client that is worth its name asks again
 * @param turns the calls of each turn
 * @param signed whether the client must bring back what was thought, with its signature
 */
record Session(List<Fault> faults, List<List<Call>> turns, boolean signed) {
  static final String SIGNATURE = "EqQBCkgIARABGAIiQLsessionabc=";
  private static final Pattern TOKEN = Pattern.compile("token-[0-9a-z]+");

  Session {
    faults = List.copyOf(faults);
    turns = turns.stream().map(List::copyOf).toList();
  }

  /** @param arguments a JSON object; {@code ${NAME}} stands for a value, {@code ${TOKEN}} for the first token */
  record Call(String tool, String arguments) {}

  /** What goes wrong. */
  enum Fault {
    RATE_LIMITED,
    OVERLOADED,
    /** An error in the stream, after some text. */
    ERROR_INSIDE,
    /** The end of the stream, after some text. */
    CUT;

    private static final Answer ANSWER =
        Answer.text("One ", "moment, ", "please: ", "I ", "shall ", "see.");
    private static final int FRAMES = 4;

    Script script() {
      return switch (this) {
        case RATE_LIMITED ->
          new Script.Failure(429, "Too many requests", Map.of("retry-after", "1"));
        case OVERLOADED -> Script.failure(503, "Overloaded");
        case ERROR_INSIDE -> new Script.StreamError(ANSWER, FRAMES, "Overloaded");
        case CUT -> new Script.Truncated(ANSWER, FRAMES);
      };
    }
  }

  /** @param json {@code {"faults": ["CUT", …], "turns": [[{"tool": …, "arguments": {…}}, …], …], "signed": true}} */
  static Session read(JsonNode json) {
    List<List<Call>> turns = new ArrayList<>();
    for (JsonNode turn : json.path("turns")) {
      turns.add(turn.valueStream()
          .map(call ->
              new Call(call.path("tool").stringValue(), call.path("arguments").toString()))
          .toList());
    }
    List<Fault> faults = json.path("faults")
        .valueStream()
        .map(fault -> Fault.valueOf(fault.stringValue()))
        .toList();
    return new Session(faults, turns, json.path("signed").booleanValue(false));
  }

  /** The calls that come next, none at the end. */
  List<Call> next(Director.Asked asked) throws Refusal {
    int answered = asked.results().size();
    int asking = 0;
    for (List<Call> turn : turns) {
      if (asking == answered) {
        for (Call call : turn) {
          Checks.require(
              asked.tools().contains(call.tool()),
              "tool " + call.tool() + " is not offered, but " + asked.tools());
        }
        return turn;
      }
      asking += turn.size();
    }
    Checks.require(asking == answered, answered + " results for " + asking + " calls");
    return List.of();
  }

  Answer calling(List<Call> calls, Director.Asked asked, Map<String, String> values) {
    List<Block> blocks = thoughts(asked);
    String token = tokens(asked.results()).stream().findFirst().orElse("");
    for (Call call : calls) {
      String arguments = call.arguments().replace("${TOKEN}", token);
      for (Map.Entry<String, String> value : values.entrySet()) {
        arguments = arguments.replace("${" + value.getKey() + "}", value.getValue());
      }
      int half = arguments.length() / 2;
      blocks.add(new Block.Call(
          "call_" + asked.results().size() + "_" + blocks.size(),
          call.tool(),
          List.of(arguments.substring(0, half), arguments.substring(half))));
    }
    return Answer.of(blocks.toArray(Block[]::new));
  }

  Answer last(Director.Asked asked) throws Refusal {
    List<String> tokens = tokens(asked.results());
    Checks.require(!tokens.isEmpty(), "no token in the results " + asked.results());
    List<Block> blocks = thoughts(asked);
    blocks.add(new Block.Text(List.of("The tools ", "said: ", String.join(" and ", tokens), ".")));
    return Answer.of(blocks.toArray(Block[]::new));
  }

  private static List<Block> thoughts(Director.Asked asked) {
    List<Block> blocks = new ArrayList<>();
    if (asked.thinks()) {
      blocks.add(new Block.Thinking(List.of("What do the tools ", "know?"), SIGNATURE));
    }
    return blocks;
  }

  private static List<String> tokens(List<String> results) {
    return TOKEN
        .matcher(results.stream().collect(Collectors.joining("\n")))
        .results()
        .map(MatchResult::group)
        .distinct()
        .toList();
  }
}
