/**
 * Google's Gemini API, as a provider's dialect.
 *
 * <p>Takes neutral requests and gives bodies of <a href="https://ai.google.dev/api/generate-content">generateContent</a>;
 * takes its answers, whole and streamed, and gives neutral ones. Refuses answers that are no such thing, arguments of calls
 * that come in pieces (which it never asks for), and results of calls that nobody made. Tools that Google runs itself have
 * no place in the neutral model: what they say is left away.
 *
 * <p>Ids of calls are not sent: older models have none, and results find their calls by name and order. Signatures of calls
 * travel as {@link dev.airoute.extproc.dialect.CallSignature}; those of texts, which Gemini does not insist on, are left
 * away.
 */
@NullMarked
package dev.airoute.extproc.dialect.gemini;

import org.jspecify.annotations.NullMarked;
