package dev.airoute.controlplane.serve;

import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what a stream sends; says whether its reader keeps up. */
final class FakeOutlet<R> implements Outlet<R> {
  final List<R> sent = new ArrayList<>();
  boolean ready = true;

  @Nullable
  Status end;

  @Override
  public boolean isReady() {
    return ready;
  }

  @Override
  public void send(R response) {
    if (end != null) {
      throw new IllegalStateException("sent after the end");
    }
    sent.add(response);
  }

  @Override
  public void end(Status status) {
    if (end != null) {
      throw new IllegalStateException("ended twice");
    }
    end = status;
  }

  /** What was sent since the last call. */
  List<R> take() {
    List<R> taken = List.copyOf(sent);
    sent.clear();
    return taken;
  }
}
