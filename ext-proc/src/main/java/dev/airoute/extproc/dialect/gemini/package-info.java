/**
 * Google's Gemini API, as AI Studio and Vertex AI serve it, and as the gateway serves it to Google's clients.
 *
 * <p>Takes and gives bodies of <a href="https://ai.google.dev/api/generate-content">generateContent</a> and its streams, which
 * are server-sent events or one JSON array. Model and stream flag are in the path, so that a request is read without them.
 * Refuses answers that are no such thing, results of calls that nobody made, and {@code cachedContent}, which is stored at
 * Google. Tools that Google runs itself have no place in the neutral model: they, and what they say, are left away and
 * reported.
 *
 * <p>Ids of calls are not sent: Vertex AI refuses them, and results find their calls by name and order. Clients get ids, and
 * need not give them back. Signatures of calls and texts travel as {@link dev.airoute.extproc.dialect.CallSignature} through
 * other dialects' clients; other makers' reasoning travels as a signature through Gemini's ({@code GeminiSignature}).
 */
@NullMarked
package dev.airoute.extproc.dialect.gemini;

import org.jspecify.annotations.NullMarked;
