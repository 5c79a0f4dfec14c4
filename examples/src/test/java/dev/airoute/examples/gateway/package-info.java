/**
 * The gateway as a process: {@code airoute run} on a folder of its own, with everything it prints, its children, and
 * the proof at the end that nothing stays behind.
 */
@NullMarked
package dev.airoute.examples.gateway;

import org.jspecify.annotations.NullMarked;
