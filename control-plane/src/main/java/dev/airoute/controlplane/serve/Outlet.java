package dev.airoute.controlplane.serve;

import io.grpc.Status;

/** The way to one client. Owner thread only. */
interface Outlet<R> {
  /** False while the client has not read what it was sent: then nothing more is made for it. */
  boolean isReady();

  void send(R response);

  /** Ends the stream with this status; nothing is sent after it. */
  void end(Status status);
}
