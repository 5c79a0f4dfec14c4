/**
 * OpenAI's <a href="https://platform.openai.com/docs/api-reference/completions">legacy completions</a>, as a client's
 * dialect.
 *
 * <p>Takes prompts and gives text. Where the provider has the same interface, requests pass as they are, because models
 * that were never taught to chat understand nothing else; elsewhere the prompt becomes the one message of a user. Refuses
 * what no chat can be: prompts made of token numbers, and several prompts at once.
 */
@NullMarked
package dev.airoute.extproc.dialect.completions;

import org.jspecify.annotations.NullMarked;
