package dev.airoute.controlplane.serve;

import dev.airoute.controlplane.xds.Resources;
import java.util.List;
import java.util.function.Consumer;

/** The server as its publisher sees it. Any thread. */
public interface ResourceServer {
  /**
   * Replaces everything that is served and returns at once; clients are told as fast as each of them reads.
   *
   * @return the generation that {@link ClientState#generation} reports once the client's state is about these resources
   */
  long set(Resources resources);

  /** Who is connected, as of now; immutable. */
  List<ClientState> clients();

  /** Calls the listener, on the server's own thread, after each change of {@link #clients()}. It must not block. */
  void onChange(Consumer<List<ClientState>> listener);
}
