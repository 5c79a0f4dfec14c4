/**
 * What users write: the kinds of {@code airoute.dev/v1alpha1} and the core Secret, as values.
 *
 * <p>Takes objects that the CRDs' schema has checked (by the API server or by {@code airoute validate}), read by {@link
 * ApiMapper}. Gives records: durations, sizes and amounts are parsed, closed sets are enums or sealed, lists and maps
 * are never null, and a field left out has its default; {@code @Nullable} is where absence means something. Refuses
 * values that have no meaning (an unparsable duration) but does not repeat the schema's rules.
 */
@NullMarked
package dev.airoute.api;

import org.jspecify.annotations.NullMarked;
