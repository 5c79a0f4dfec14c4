/**
 * What is to be served, as plain values: no Envoy types, no Kubernetes types.
 *
 * <p>Takes what {@code translate} made of the users' objects. Gives records and sealed interfaces that {@code xds} turns
 * into resources. Refuses, by constructor, whatever cannot be served: a rule without a backend, a backend without its
 * provider, a credential without its secret. Secret values live only in {@link Gateway#secrets}.
 */
@NullMarked
package dev.airoute.controlplane.ir;

import org.jspecify.annotations.NullMarked;
