/**
 * The external processor as a process: takes a command line, gives a gRPC server on a Unix socket that Envoy talks to,
 * configured by the control plane. Each package below is a stage; {@link dev.airoute.extproc.Main} wires them.
 */
@NullMarked
package dev.airoute.extproc;

import org.jspecify.annotations.NullMarked;
