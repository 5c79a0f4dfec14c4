package dev.airoute.extproc.stream;

import dev.airoute.extproc.config.CurrentSnapshot;
import io.envoyproxy.envoy.service.ext_proc.v3.ExternalProcessorGrpc;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ext_proc service. Any thread; its server must run callbacks on the event loop ({@code directExecutor}). */
public final class Processor {
  private static final Logger log = LoggerFactory.getLogger(Processor.class);

  private final Services services;
  private final Executor pool;
  private final StreamStatistics statistics;

  Processor(Services services, Executor pool, StreamStatistics statistics) {
    this.services = services;
    this.pool = pool;
    this.statistics = statistics;
  }

  /** @param pool for work that an event loop cannot spare time for */
  public static Processor create(
      CurrentSnapshot snapshots,
      Exchanges exchanges,
      int maxRequestBytes,
      Executor pool,
      StreamStatistics statistics) {
    Services services = new Services(
        snapshots,
        exchanges,
        HubTranslation::new,
        ThreadLocalRandom::current,
        InstantSource.system(),
        System::nanoTime,
        maxRequestBytes);
    return new Processor(services, pool, statistics);
  }

  /** What a gRPC server adds to serve it. */
  public ServerServiceDefinition service() {
    return ServerInterceptors.intercept(new Service(), StageId.interceptor());
  }

  private final class Service extends ExternalProcessorGrpc.ExternalProcessorImplBase {
    @Override
    public StreamObserver<ProcessingRequest> process(StreamObserver<ProcessingResponse> envoy) {
      ServerCallStreamObserver<ProcessingResponse> call =
          (ServerCallStreamObserver<ProcessingResponse>) envoy;
      StageId id = StageId.current();
      return switch (id.name()) {
        case "route" -> opened(new RouteStage(services), call);
        case "translate" -> opened(new TranslateStage(services, id.provider()), call);
        default -> refused(id, envoy);
      };
    }

    private StreamObserver<ProcessingRequest> opened(
        Stage stage, ServerCallStreamObserver<ProcessingResponse> call) {
      ProcessorStream stream = new ProcessorStream(stage, call, pool, statistics);
      stream.open();
      return stream;
    }

    private StreamObserver<ProcessingRequest> refused(
        StageId id, StreamObserver<ProcessingResponse> envoy) {
      log.warn("unknown stage name=\"{}\"", id.name());
      envoy.onError(Status.INVALID_ARGUMENT
          .withDescription("x-airoute-stage is \"" + id.name() + "\"")
          .asRuntimeException());
      return new Deaf();
    }
  }

  /** Hears what still comes on a stream that was refused. */
  private static final class Deaf implements StreamObserver<ProcessingRequest> {
    @Override
    public void onNext(ProcessingRequest message) {}

    @Override
    public void onError(Throwable cause) {}

    @Override
    public void onCompleted() {}
  }
}
