@NullMarked
package dev.airoute.api;

import org.jspecify.annotations.NullMarked;
