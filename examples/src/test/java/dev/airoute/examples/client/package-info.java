/**
 * The vendors' own SDKs as clients, driven alike.
 *
 * <p>Takes a {@link dev.airoute.examples.client.Prompt}, gives a {@link dev.airoute.examples.client.Turn}; refuses
 * whatever the SDK's own validation refuses, event by event, which makes the SDKs the judges of what the gateway
 * writes.
 */
@NullMarked
package dev.airoute.examples.client;

import org.jspecify.annotations.NullMarked;
