/**
 * A provider that is not real but strict: it speaks OpenAI chat completions, Anthropic messages (also as Bedrock and
 * Vertex AI serve them), Gemini or Bedrock's Converse over HTTP/1.1.
 *
 * <p>Takes requests as the vendor would, gives answers that a {@link dev.airoute.examples.provider.Script} describes,
 * and writes every request into a ledger. Refuses what the vendor would refuse (400 or 401 in its dialect), and the
 * ledger remembers that, so that a bad translation fails the test even when the client got some answer.
 */
@NullMarked
package dev.airoute.examples.provider;

import org.jspecify.annotations.NullMarked;
