@NullMarked
package dev.airoute.extproc;

import org.jspecify.annotations.NullMarked;
