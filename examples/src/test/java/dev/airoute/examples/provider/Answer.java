package dev.airoute.examples.provider;

import java.util.List;

/** What a model says, before a dialect writes it down. Every block has a JSON form and a streamed one (its pieces). */
public record Answer(List<Block> blocks, Stop stop, Tokens tokens) {
  public static final Tokens TOKENS = new Tokens(60, 40, 0, 25, 0);

  public Answer {
    blocks = List.copyOf(blocks);
  }

  /** A text that streams in the given pieces. */
  public static Answer text(String... pieces) {
    return new Answer(List.of(new Block.Text(List.of(pieces))), Stop.END, TOKENS);
  }

  /** One turn that ends with tool calls when it holds any. */
  public static Answer of(Block... blocks) {
    List<Block> all = List.of(blocks);
    boolean calls = all.stream().anyMatch(Block.Call.class::isInstance);
    return new Answer(all, calls ? Stop.TOOLS : Stop.END, TOKENS);
  }

  public Answer stopping(Stop reason) {
    return new Answer(blocks, reason, tokens);
  }

  public Answer using(Tokens counted) {
    return new Answer(blocks, stop, counted);
  }

  String text() {
    StringBuilder text = new StringBuilder();
    for (Block block : blocks) {
      if (block instanceof Block.Text) {
        text.append(block.whole());
      }
    }
    return text.toString();
  }

  List<Block.Call> calls() {
    return blocks.stream()
        .filter(Block.Call.class::isInstance)
        .map(Block.Call.class::cast)
        .toList();
  }

  /** Why the model stopped. */
  public enum Stop {
    END("stop", "end_turn", "STOP"),
    TOOLS("tool_calls", "tool_use", "STOP"),
    LENGTH("length", "max_tokens", "MAX_TOKENS"),
    SEQUENCE("stop", "stop_sequence", "STOP");

    final String openAi;
    final String anthropic;
    final String gemini;

    Stop(String openAi, String anthropic, String gemini) {
      this.openAi = openAi;
      this.anthropic = anthropic;
      this.gemini = gemini;
    }
  }

  /**
   * Tokens as Anthropic counts them: {@code fresh} is what was neither read from nor written to the cache.
   *
   * @param reasoning part of {@code output}
   */
  public record Tokens(long fresh, long cacheRead, long cacheWrite, long output, long reasoning) {
    /** As OpenAI counts: the cached ones included. */
    public long prompt() {
      return fresh + cacheRead + cacheWrite;
    }

    public long total() {
      return prompt() + output;
    }
  }

  /** A piece of the answer. */
  public sealed interface Block {
    List<String> pieces();

    default String whole() {
      return String.join("", pieces());
    }

    /** What the user reads. */
    record Text(List<String> pieces) implements Block {
      public Text {
        pieces = List.copyOf(pieces);
      }
    }

    /** @param signature what Anthropic wants to see again with this very text */
    record Thinking(List<String> pieces, String signature) implements Block {
      public Thinking {
        pieces = List.copyOf(pieces);
      }
    }

    /** A tool call whose arguments (a JSON object) stream in the given pieces. */
    record Call(String id, String name, List<String> pieces) implements Block {
      public Call {
        pieces = List.copyOf(pieces);
      }
    }
  }
}
