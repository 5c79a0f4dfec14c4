/**
 * Claude on Google's Vertex AI: Anthropic's schema behind Google's paths and errors.
 *
 * <p>Takes neutral requests and those of Anthropic's clients and gives bodies of <a
 * href="https://docs.cloud.google.com/vertex-ai/generative-ai/docs/partner-models/claude/use-claude">rawPredict and
 * streamRawPredict</a>; their answers are Anthropic's own. Refuses what {@link
 * dev.airoute.extproc.dialect.anthropic.AnthropicCodec} refuses.
 */
@NullMarked
package dev.airoute.extproc.dialect.vertex;

import org.jspecify.annotations.NullMarked;
