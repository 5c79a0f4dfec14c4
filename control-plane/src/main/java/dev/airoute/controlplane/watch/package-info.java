/**
 * A source of objects, live, becomes a sequence of whole worlds.
 *
 * <p>Takes a folder of YAML files (Kubernetes will be another source). Gives a {@link
 * dev.airoute.controlplane.watch.ResourceSet} whenever the content has changed and been quiet for a moment: everything
 * that is valid, and the problems with the rest. Refuses to take an object out of service because of a broken edit: its
 * last good version stays until it is repaired or removed.
 */
@NullMarked
package dev.airoute.controlplane.watch;

import org.jspecify.annotations.NullMarked;
