/**
 * Cohere's <a href="https://docs.cohere.com/reference/chat">chat, version 2</a>, as a provider's dialect.
 *
 * <p>Takes neutral requests and gives its bodies; takes its answers, whole and streamed, and gives neutral ones. Refuses
 * answers that are no such thing. Reasoning and tool plans are both thinking in the neutral model, marked as Cohere's own
 * ({@link dev.airoute.extproc.dialect.cohere.CohereSignature}), so that they find back to it and to nobody else.
 */
@NullMarked
package dev.airoute.extproc.dialect.cohere;

import org.jspecify.annotations.NullMarked;
