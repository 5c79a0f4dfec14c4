package dev.airoute.controlplane.serve;

import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;

/** The two streaming ADS methods. Any thread. */
record AdsService(Owner owner) implements BindableService {
  @Override
  public ServerServiceDefinition bindService() {
    ServerServiceDefinition.Builder service =
        ServerServiceDefinition.builder(AggregatedDiscoveryServiceGrpc.SERVICE_NAME);
    add(
        service,
        AggregatedDiscoveryServiceGrpc.getDeltaAggregatedResourcesMethod(),
        Protocol.DELTA);
    add(
        service,
        AggregatedDiscoveryServiceGrpc.getStreamAggregatedResourcesMethod(),
        Protocol.SOTW);
    return service.build();
  }

  private <Q, R> void add(
      ServerServiceDefinition.Builder service,
      MethodDescriptor<Q, R> method,
      Protocol<Q, R> protocol) {
    RequestMarshaller<Q> requests =
        new RequestMarshaller<>(method.getRequestMarshaller(), protocol.unreadable());
    service.addMethod(
        method.toBuilder(requests, method.getResponseMarshaller()).build(),
        ServerCalls.asyncBidiStreamingCall(responses ->
            Handover.attach(owner, protocol, (ServerCallStreamObserver<R>) responses)));
  }
}
