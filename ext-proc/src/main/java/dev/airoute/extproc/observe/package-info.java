/**
 * What happened: takes Envoy's access-log records and the exchanges they settle, gives one JSON line per request,
 * metrics, and health. Whatever the end of a request was (an answer, a fallback, a refusal, a client that left), it ends
 * here exactly once. Refuses nothing; when lines come faster than they can be written, lines are dropped and counted.
 *
 * <p>Fields of a line; they keep their names, new ones may be added, and a field that has no value is {@code null}:
 *
 * <table>
 *   <caption>The access log</caption>
 *   <tr><td>time</td><td>when the request began, RFC 3339, UTC</td></tr>
 *   <tr><td>request_id</td><td>{@code x-airoute-request-id}</td></tr>
 *   <tr><td>consumer</td><td>NAMESPACE/NAME of who called, when known</td></tr>
 *   <tr><td>method, path</td><td>as sent, without the query</td></tr>
 *   <tr><td>dialect</td><td>{@code openai_chat} or {@code anthropic_messages}: what the caller speaks</td></tr>
 *   <tr><td>stream</td><td>whether a stream was asked for</td></tr>
 *   <tr><td>rule</td><td>NAMESPACE/ROUTE/RULE that served it</td></tr>
 *   <tr><td>model, model_served</td><td>asked for; what the provider says it served</td></tr>
 *   <tr><td>provider</td><td>NAMESPACE/NAME of the last attempt</td></tr>
 *   <tr><td>attempt_count</td><td>attempts that reached a provider's hop</td></tr>
 *   <tr><td>attempts</td><td>in order: number, provider, model, status (the provider's own, 0 without an answer),
 *       duration_ms, fallback (why the next candidate was to be tried), error (also one that came after the
 *       beginning of the answer), complete</td></tr>
 *   <tr><td>status</td><td>what the client got; 0 when it left before</td></tr>
 *   <tr><td>flags</td><td>Envoy's response flags</td></tr>
 *   <tr><td>details</td><td>Envoy's response code details; {@code airoute_…} for answers of the gateway itself</td></tr>
 *   <tr><td>tokens</td><td>input, cache_read and cache_write (both part of input), output, reasoning (part of
 *       output)</td></tr>
 *   <tr><td>losses</td><td>what the provider could not be told: field, fate</td></tr>
 *   <tr><td>ttft_ms</td><td>until the first byte of the answer left for the client</td></tr>
 *   <tr><td>duration_ms</td><td>until the end</td></tr>
 *   <tr><td>bytes_in, bytes_out</td><td>of the bodies</td></tr>
 * </table>
 */
@NullMarked
package dev.airoute.extproc.observe;

import org.jspecify.annotations.NullMarked;
