package dev.airoute.extproc.dialect;

import dev.airoute.extproc.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a writer must know about the exchange it answers.
 *
 * @param requestId the gateway's id of the exchange; ids that the provider did not give are derived from it
 * @param model the model name to show: what the provider said it served, or the name asked for
 * @param created seconds since the epoch, used when the provider does not say
 * @param streamUsage whether the client asked for usage in the stream
 * @param echo what {@link ChatCodec#echo} kept of the request
 * @param losses where the writer says what of the answer it leaves out, as {@code answer.FIELD}
 */
public record ReplyContext(
    String requestId,
    String model,
    long created,
    boolean streamUsage,
    @Nullable Json echo,
    Losses losses) {
  /** Without anything of the request. */
  public ReplyContext(String requestId, String model, long created, boolean streamUsage) {
    this(requestId, model, created, streamUsage, null, new Losses());
  }
}
