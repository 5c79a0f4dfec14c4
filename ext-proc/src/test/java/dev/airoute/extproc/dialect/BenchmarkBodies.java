package dev.airoute.extproc.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airoute.config.v1.Dialect;
import java.util.Random;

/** Requests of a chosen size, the same in every dialect of clients. */
final class BenchmarkBodies {
  private static final String BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final int TURN = 1000;

  /** Whether a client of this dialect can send an image. */
  static boolean sendsImages(Dialect client) {
    return client != Dialect.OPENAI_COMPLETIONS;
  }

  /** One image of about so many bytes. */
  static byte[] image(Dialect client, int bytes) {
    String data = noise(BASE64, bytes / 4 * 4);
    return switch (client) {
      case OPENAI_CHAT ->
        json(
            "'model':'m','messages':[{'role':'user','content':[{'type':'text','text':'What is it?'},"
                + "{'type':'image_url','image_url':{'url':'data:image/png;base64," + data
                + "'}}]}]");
      case OPENAI_RESPONSES ->
        json(
            "'model':'m','input':[{'role':'user','content':[{'type':'input_text','text':'What is it?'},"
                + "{'type':'input_image','image_url':'data:image/png;base64," + data + "'}]}]");
      case ANTHROPIC_MESSAGES ->
        json(
            "'model':'m','max_tokens':99,'messages':[{'role':'user','content':[{'type':'text','text':"
                + "'What is it?'},{'type':'image','source':{'type':'base64','media_type':'image/png','data':'"
                + data + "'}}]}]");
      case GEMINI ->
        json("'contents':[{'role':'user','parts':[{'text':'What is it?'},{'inlineData':{'mimeType':"
            + "'image/png','data':'" + data + "'}}]}]");
      case OPENAI_COMPLETIONS, BEDROCK_CONVERSE, COHERE, ECHO, DIALECT_UNSPECIFIED, UNRECOGNIZED ->
        throw new IllegalArgumentException("no images from clients of " + client);
    };
  }

  /** A conversation of about so many bytes, a thousand in each turn. */
  static byte[] conversation(Dialect client, int bytes) {
    int turns = Math.max(1, bytes / TURN) | 1;
    return switch (client) {
      case OPENAI_CHAT -> json("'model':'m','messages':[" + turns(turns, "content") + "]");
      case OPENAI_RESPONSES -> json("'model':'m','input':[" + turns(turns, "content") + "]");
      case ANTHROPIC_MESSAGES ->
        json("'model':'m','max_tokens':99,'messages':[" + turns(turns, "content") + "]");
      case GEMINI ->
        json("'contents':["
            + turns(turns, "parts")
                .replaceAll("'parts':('[^']*')", "'parts':[{'text':$1}]")
                .replace("assistant", "model")
            + "]");
      case OPENAI_COMPLETIONS -> json("'model':'m','prompt':'" + noise(WORDS, bytes) + "'");
      case BEDROCK_CONVERSE, COHERE, ECHO, DIALECT_UNSPECIFIED, UNRECOGNIZED ->
        throw new IllegalArgumentException("no clients of " + client);
    };
  }

  /** Letters, spaces, and now and then an escape. */
  private static final String WORDS = "etaoinshrdlu ETAOIN  etaoinshrdlu .,é\n";

  private static String turns(int turns, String content) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < turns; i++) {
      all.append(i == 0 ? "" : ",")
          .append("{'role':'")
          .append(i % 2 == 0 ? "user" : "assistant")
          .append("','")
          .append(content)
          .append("':'")
          .append(noise(WORDS, TURN - 40))
          .append("'}");
    }
    return all.toString();
  }

  private static String noise(String letters, int length) {
    Random random = new Random(length);
    StringBuilder noise = new StringBuilder(length + 16);
    while (noise.length() < length) {
      char c = letters.charAt(random.nextInt(letters.length()));
      noise.append(c == '\n' ? "\\n" : String.valueOf(c));
    }
    return noise.toString();
  }

  private static byte[] json(String members) {
    return ("{" + members + "}").replace('\'', '"').getBytes(UTF_8);
  }

  private BenchmarkBodies() {}
}
