/**
 * In which order backends are tried: takes a rule, the model asked for and a source of randomness, gives the ordered
 * candidates. Pure. Gives an empty list when nothing is in service.
 */
@NullMarked
package dev.airoute.extproc.plan;

import org.jspecify.annotations.NullMarked;
