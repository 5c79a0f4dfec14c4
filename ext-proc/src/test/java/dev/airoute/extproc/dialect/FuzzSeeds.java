package dev.airoute.extproc.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/** Where fuzzing starts: the project's own golden inputs as every dialect's, and what fuzzing has found before. */
final class FuzzSeeds {
  private static final Path GOLDEN = Path.of("src/test/resources/dialect");
  private static final Path FOUND = Path.of("src/test/resources/fuzz");

  /** What matters to grammars and framings. */
  private static final String[] TOKENS = {
    "{",
    "}",
    "[",
    "]",
    "\"",
    ",",
    ":",
    "null",
    "0",
    "-1",
    "1e99",
    "true",
    "\\ud83d",
    "\n",
    "\r\n",
    "\n\n",
    "data: ",
    "event: error\n",
    "data: [DONE]\n\n",
    "\u00e9",
    "{}",
    "[]",
    "\"\"",
    "\\"
  };

  /** What one target starts from. */
  static List<byte[]> of(FuzzTarget target) {
    List<byte[]> seeds = new ArrayList<>();
    for (byte[] bytes : golden()) {
      switch (target) {
        case JSON -> seeds.add(bytes);
        case FRAMES -> decided(seeds, bytes, EveryDialect.codecs().size(), 3);
        case COMPRESSION -> {
          seeds.add(FuzzInput.of(bytes, 0, 1, 3));
          seeds.add(FuzzInput.of(bytes, 1, 1, 3));
        }
        case REQUESTS -> pairs(seeds, bytes, EveryDialect.clients(), EveryDialect.asked());
        case ANSWERS, EVENTS -> pairs(seeds, bytes, EveryDialect.codecs(), EveryDialect.clients());
        case EXCHANGES -> decided(seeds, bytes, EveryDialect.pairs().size(), 1, 1, 0, 0, 0, 3);
      }
    }
    return seeds;
  }

  /** As they came over the wire: what is written in lines is framed first, and Claude's streams also as Bedrock does it. */
  private static List<byte[]> golden() {
    List<byte[]> golden = new ArrayList<>();
    for (Path file : files(GOLDEN)) {
      byte[] bytes = read(file);
      String text = new String(bytes, UTF_8);
      if (file.toString().endsWith(".events")) {
        golden.add(AwsStreams.ofLines(text));
      } else {
        golden.add(bytes);
      }
      if (file.toString().endsWith(".sse") && text.contains("message_start")) {
        golden.add(AwsStreams.chunks(text));
      }
    }
    return golden;
  }

  private static void decided(List<byte[]> seeds, byte[] payload, int options, int... others) {
    for (int option = 0; option < options; option++) {
      int[] decisions = new int[others.length + 1];
      decisions[0] = option;
      System.arraycopy(others, 0, decisions, 1, others.length);
      seeds.add(FuzzInput.of(payload, decisions));
    }
  }

  /** Each of the first with one of the second: with all of them it would be the same many times over. */
  private static void pairs(List<byte[]> seeds, byte[] payload, List<?> first, List<?> second) {
    for (int i = 0; i < first.size(); i++) {
      seeds.add(FuzzInput.of(payload, i, i % second.size(), 3));
    }
  }

  /** What once broke the target. */
  static List<byte[]> found(FuzzTarget target) {
    return files(FOUND.resolve(target.name().toLowerCase(Locale.ROOT))).stream()
        .map(FuzzSeeds::read)
        .toList();
  }

  /** One of the seeds, a little changed. */
  static byte[] mutated(List<byte[]> seeds, Random random) {
    byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
    byte[] other = seeds.get(random.nextInt(seeds.size()));
    for (int change = random.nextInt(4); change >= 0 && bytes.length > 0; change--) {
      int at = random.nextInt(bytes.length);
      bytes = switch (random.nextInt(5)) {
        case 0 -> flipped(bytes, at, random);
        case 1 -> spliced(bytes, at, at + random.nextInt(bytes.length - at + 1), new byte[0]);
        case 2 -> spliced(bytes, at, at, slice(other, random));
        case 3 -> spliced(bytes, at, bytes.length, new byte[0]);
        default -> spliced(bytes, at, at, TOKENS[random.nextInt(TOKENS.length)].getBytes(UTF_8));
      };
    }
    return bytes;
  }

  private static byte[] flipped(byte[] bytes, int at, Random random) {
    bytes[at] ^= (byte) (1 << random.nextInt(8));
    return bytes;
  }

  private static byte[] slice(byte[] bytes, Random random) {
    int from = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
    int to = Math.min(bytes.length, from + random.nextInt(200));
    return Arrays.copyOfRange(bytes, from, to);
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] between) {
    byte[] result = new byte[bytes.length - (to - from) + between.length];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(between, 0, result, from, between.length);
    System.arraycopy(bytes, to, result, from + between.length, bytes.length - to);
    return result;
  }

  /** Inputs only: expected outputs end in {@code .txt}. */
  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".txt"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FuzzSeeds() {}
}
