package dev.airoute.extproc.dialect.bedrock;

import dev.airoute.extproc.dialect.PathSegment;

/**
 * Paths of Bedrock's runtime, which name the model: an id, or an ARN as one segment.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_Operations_Amazon_Bedrock_Runtime.html">operations</a>
 */
final class BedrockPath {
  static String converse(String model, boolean stream) {
    return of(model, stream ? "converse-stream" : "converse");
  }

  /** The model's own schema. */
  static String invoke(String model, boolean stream) {
    return of(model, stream ? "invoke-with-response-stream" : "invoke");
  }

  private static String of(String model, String operation) {
    return "/model/" + PathSegment.of(model) + "/" + operation;
  }

  private BedrockPath() {}
}
