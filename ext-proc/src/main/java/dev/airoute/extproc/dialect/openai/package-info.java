/**
 * OpenAI's Chat Completions, as a client's dialect and as that of every provider that copies it.
 *
 * <p>Takes and gives {@code POST /v1/chat/completions} bodies, streams and errors. What the vendors do differently is one
 * row each in {@link dev.airoute.extproc.dialect.openai.OpenAiQuirks}; readers accept all of it at once. Refuses bodies
 * without a model or messages, and answers without choices.
 *
 * <p>Extensions of this dialect that clients may see and send back: {@code reasoning_content} (thinking as text), {@code
 * reasoning_details} (the same as OpenRouter's list: {@code reasoning.text} with its signature, {@code
 * reasoning.encrypted} with opaque data), {@code native_finish_reason} beside a {@code finish_reason} that does not say
 * it all, and {@code stop_reason} with the stop string that was met.
 */
@NullMarked
package dev.airoute.extproc.dialect.openai;

import org.jspecify.annotations.NullMarked;
