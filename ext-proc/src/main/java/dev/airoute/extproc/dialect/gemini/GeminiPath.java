package dev.airoute.extproc.dialect.gemini;

import dev.airoute.extproc.dialect.PathSegment;
import dev.airoute.extproc.model.GatewayException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of a request, which names the model: {@code models/NAME} at AI Studio, where tuned ones are {@code
 * tunedModels/NAME}, and {@code publishers/google/models/NAME} at Vertex AI, where tuned ones are {@code endpoints/NUMBER}.
 */
final class GeminiPath {
  private static final String MODELS = "models/";
  private static final String GOOGLE = "publishers/google/";

  /** What a name may begin with that says where the model stands. */
  private static final Pattern COLLECTION =
      Pattern.compile("(publishers/[a-z0-9-]+/)?models/|tunedModels/|endpoints/");

  static boolean isVertex(String type) {
    return type.equals("GoogleVertexAI");
  }

  /**
   * @param vertex whether it is Vertex AI's
   * @throws GatewayException for names that would lead elsewhere
   */
  static String of(boolean vertex, String model, boolean stream) {
    Matcher written = COLLECTION.matcher(model);
    boolean placed = written.lookingAt();
    String collection = placed ? written.group() : MODELS;
    String name = placed ? model.substring(written.end()) : model;
    String publisher = vertex && collection.equals(MODELS) ? GOOGLE : "";
    String method = stream ? ":streamGenerateContent?alt=sse" : ":generateContent";
    return "/" + publisher + collection + PathSegment.of(name) + method;
  }

  /** Without the collection that it stands in. */
  static String name(String model) {
    Matcher written = COLLECTION.matcher(model);
    return written.lookingAt() ? model.substring(written.end()) : model;
  }

  private GeminiPath() {}
}
