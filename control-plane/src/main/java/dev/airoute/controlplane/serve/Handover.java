package dev.airoute.controlplane.serve;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import org.jspecify.annotations.Nullable;

/**
 * Between one gRPC call and the owner thread: gRPC's callbacks, on its threads, only pass on; everything else runs on
 * the owner thread. The next request is asked for when the last one has been worked off, so that a client which floods
 * us fills its own connection and nothing else.
 */
final class Handover<Q, R> implements StreamObserver<Q>, Outlet<R> {
  private final Owner owner;
  private final ServerCallStreamObserver<R> call;
  private @Nullable AdsStream<Q, R> stream;

  private Handover(Owner owner, ServerCallStreamObserver<R> call) {
    this.owner = owner;
    this.call = call;
  }

  static <Q, R> Handover<Q, R> attach(
      Owner owner, Protocol<Q, R> protocol, ServerCallStreamObserver<R> call) {
    Handover<Q, R> handover = new Handover<>(owner, call);
    call.disableAutoRequest();
    call.setOnReadyHandler(() -> owner.execute(handover::ready));
    call.setOnCancelHandler(handover::close);
    call.setOnCloseHandler(handover::close);
    owner.execute(() -> {
      handover.stream = owner.open(protocol, handover);
      call.request(1);
    });
    return handover;
  }

  @Override
  public void onNext(Q request) {
    owner.execute(() -> {
      if (stream != null) {
        stream.request(request);
        owner.changed(stream);
        call.request(1);
      }
    });
  }

  @Override
  public void onError(Throwable cancelled) {
    close();
  }

  @Override
  public void onCompleted() {
    owner.execute(() -> {
      if (stream != null) {
        stream.end(Status.OK);
      }
    });
    close();
  }

  private void ready() {
    if (stream != null) {
      stream.ready();
      owner.changed(stream);
    }
  }

  private void close() {
    owner.execute(() -> {
      if (stream != null) {
        owner.closed(stream);
        stream = null;
      }
    });
  }

  @Override
  public boolean isReady() {
    return call.isReady();
  }

  @Override
  public void send(R response) {
    call.onNext(response);
  }

  @Override
  public void end(Status status) {
    if (status.isOk()) {
      call.onCompleted();
    } else {
      call.onError(status.asRuntimeException());
    }
  }
}
