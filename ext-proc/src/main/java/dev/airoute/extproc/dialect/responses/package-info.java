/**
 * OpenAI's Responses, as a client's dialect and as a provider's.
 *
 * <p>Takes and gives {@code POST /v1/responses} bodies, streams and errors, for conversations that travel whole: what refers
 * to something stored (an earlier response, a conversation, a prompt) is refused here and passes only to a provider of this
 * dialect. Refuses bodies without a model, items that are none, and answers without output.
 *
 * <p>Extensions that clients may see: {@code native_finish_reason} beside a status that does not say it all, and {@code
 * stop_reason} with the stop string that was met.
 *
 * <p>Reasoning that another maker signed travels to clients as {@code encrypted_content} with the mark {@code airoute:} in
 * front, and is taken out again on the way to a provider of this dialect. OpenAI's own travels through the model as the
 * signature {@code openai:ID:ENCRYPTED}. Tools in a namespace are called {@code NAMESPACE__NAME} elsewhere.
 */
@NullMarked
package dev.airoute.extproc.dialect.responses;

import org.jspecify.annotations.NullMarked;
