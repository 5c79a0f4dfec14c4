package dev.airoute.extproc.stream;

import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayList;
import java.util.List;

/** Envoy's side of a stream, with a window that the test opens and shuts. */
final class FakeCall extends ServerCallStreamObserver<ProcessingResponse> {
  final List<ProcessingResponse> said = new ArrayList<>();
  int asked;
  boolean ready = true;
  boolean completed;
  private Runnable onReady = () -> {};
  private Runnable onCancel = () -> {};

  void makeReady() {
    ready = true;
    onReady.run();
  }

  void cancel() {
    onCancel.run();
  }

  @Override
  public void onNext(ProcessingResponse response) {
    said.add(response);
  }

  @Override
  public void onError(Throwable cause) {
    completed = true;
  }

  @Override
  public void onCompleted() {
    completed = true;
  }

  @Override
  public void request(int count) {
    asked += count;
  }

  @Override
  public boolean isReady() {
    return ready;
  }

  @Override
  public void setOnReadyHandler(Runnable handler) {
    onReady = handler;
  }

  @Override
  public void setOnCancelHandler(Runnable handler) {
    onCancel = handler;
  }

  @Override
  public boolean isCancelled() {
    return false;
  }

  @Override
  public void setCompression(String compression) {}

  @Override
  public void setMessageCompression(boolean enable) {}

  @Override
  public void disableAutoInboundFlowControl() {}

  @Override
  public void disableAutoRequest() {}
}
