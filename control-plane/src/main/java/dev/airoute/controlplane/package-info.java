@NullMarked
package dev.airoute.controlplane;

import org.jspecify.annotations.NullMarked;
