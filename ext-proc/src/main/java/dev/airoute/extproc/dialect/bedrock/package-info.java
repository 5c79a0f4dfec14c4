/**
 * Amazon Bedrock's Converse and ConverseStream, as a provider's dialect.
 *
 * <p>Takes neutral requests and gives bodies of <a
 * href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html">Converse</a>; takes its answers,
 * whole and as frames of an AWS event stream, and gives neutral ones. Refuses answers that are no such thing, and those in
 * which the model failed at a tool call.
 *
 * <p>One interface serves the models of many makers, and refuses what one of them does not take. What is known of that is in
 * {@link dev.airoute.extproc.dialect.bedrock.BedrockModel}; a model whose id tells nothing gets what the client asked for.
 */
@NullMarked
package dev.airoute.extproc.dialect.bedrock;

import org.jspecify.annotations.NullMarked;
