/**
 * The gateway's own model: it says what it was told. Takes a neutral request, gives an answer whole or as events; so a first
 * reply needs no provider and no key. Refuses nothing.
 */
@NullMarked
package dev.airoute.extproc.dialect.echo;

import org.jspecify.annotations.NullMarked;
