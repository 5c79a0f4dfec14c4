/**
 * Anthropic's Messages API, as a client's and as a provider's dialect.
 *
 * <p>Takes and gives bodies and events of <a href="https://docs.claude.com/en/api/messages">POST /v1/messages</a>. Refuses
 * bodies that are not messages at all. Tools that Anthropic runs itself, and their results, have no place in the neutral
 * model: they are reported on the way in and left away on the way out.
 */
@NullMarked
package dev.airoute.extproc.dialect.anthropic;

import org.jspecify.annotations.NullMarked;
