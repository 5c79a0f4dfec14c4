package dev.airoute.extproc.dialect;

/**
 * What a writer must know about the exchange it answers.
 *
 * @param requestId the gateway's id of the exchange; ids that the provider did not give are derived from it
 * @param model the model name to show: what the provider said it served, or the name asked for
 * @param created seconds since the epoch, used when the provider does not say
 * @param streamUsage whether the client asked for usage in the stream
 */
public record ReplyContext(String requestId, String model, long created, boolean streamUsage) {}
