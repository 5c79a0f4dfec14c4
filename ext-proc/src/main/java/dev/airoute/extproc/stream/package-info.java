/**
 * The conversation with Envoy: takes ext_proc messages, gives ext_proc messages. One small state machine per stream:
 * {@code RouteStage} decides about a request, {@code TranslateStage} turns one attempt into the provider's words and
 * back; an {@link dev.airoute.extproc.stream.Exchange} joins the streams of one request until its access-log record
 * settles it.
 *
 * <p>A stream's code runs on its event loop, or, for work above about a millisecond, on one small bounded pool, but never
 * on two threads at once ({@code Lane}); so nothing in a stage is locked. Refuses, in the caller's dialect, every
 * request that cannot be served; a message that Envoy must not send at that point ends the stream, which Envoy answers
 * with 503: nothing untranslated ever passes.
 */
@NullMarked
package dev.airoute.extproc.stream;

import org.jspecify.annotations.NullMarked;
