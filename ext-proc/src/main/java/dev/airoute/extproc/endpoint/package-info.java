/**
 * What a client wants: takes method, path and headers, gives an {@link dev.airoute.extproc.endpoint.Endpoint} with the
 * dialect that the caller speaks, also for paths that do not exist, so that every error can be written so that the
 * caller understands it. Refuses nothing; the route stage does.
 */
@NullMarked
package dev.airoute.extproc.endpoint;

import org.jspecify.annotations.NullMarked;
