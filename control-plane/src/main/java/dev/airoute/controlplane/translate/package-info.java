/**
 * Users' objects become the gateway's IR and a status for each of them: one pure function, {@link
 * dev.airoute.controlplane.translate.Translator}.
 *
 * <p>Takes everything that was written. Gives a {@link dev.airoute.controlplane.translate.Translation}: what can be
 * served, and for each object whether it is and why not. Refuses, object by object, what has no meaning, what refers to
 * nothing, and what this version cannot do where doing without it would be unsafe (limits, guardrails, budgets); what is
 * refused is out of service and does not touch the rest.
 */
@NullMarked
package dev.airoute.controlplane.translate;

import org.jspecify.annotations.NullMarked;
