package dev.airoute.extproc.stream;

import dev.airoute.extproc.model.GatewayException;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One ext_proc stream around its stage: order, back-pressure and the one place where failures are caught. The next
 * message is asked for when the last one was handled and Envoy has room for more answers, so a slow reader holds back
 * its own stream and nothing piles up here.
 */
final class ProcessorStream implements StreamObserver<ProcessingRequest> {
  private static final Logger log = LoggerFactory.getLogger(ProcessorStream.class);

  private final Stage stage;
  private final ServerCallStreamObserver<ProcessingResponse> envoy;
  private final StreamStatistics statistics;
  private final Lane lane;

  // Touched by tasks of the lane only.
  private boolean ended;
  private boolean waitingForRoom;

  ProcessorStream(
      Stage stage,
      ServerCallStreamObserver<ProcessingResponse> envoy,
      Executor pool,
      StreamStatistics statistics) {
    this.stage = stage;
    this.envoy = envoy;
    this.statistics = statistics;
    this.lane = new Lane(pool);
  }

  void open() {
    statistics.streamOpened();
    envoy.disableAutoRequest();
    envoy.setOnCancelHandler(() -> lane.submit(this::leave));
    envoy.setOnReadyHandler(() -> lane.submit(this::resume));
    envoy.request(1);
  }

  @Override
  public void onNext(ProcessingRequest message) {
    lane.submit(new Handling(message));
  }

  @Override
  public void onError(Throwable cause) {
    lane.submit(this::leave);
  }

  @Override
  public void onCompleted() {
    lane.submit(() -> {
      boolean open = !ended;
      leave();
      if (open) {
        envoy.onCompleted();
      }
    });
  }

  private void leave() {
    if (!ended) {
      end();
      stage.gone();
    }
  }

  private void resume() {
    if (waitingForRoom && envoy.isReady()) {
      waitingForRoom = false;
      envoy.request(1);
    }
  }

  private void end() {
    ended = true;
    statistics.streamEnded();
  }

  private void say(Reply reply) {
    switch (reply) {
      case Reply.Messages(var messages, boolean last) -> {
        messages.forEach(envoy::onNext);
        if (last) {
          end();
          envoy.onCompleted();
        } else {
          waitingForRoom = true;
          resume();
        }
      }
      case Reply.Abort(var reason) -> {
        end();
        envoy.onError(Status.INTERNAL.withDescription(reason).asRuntimeException());
      }
    }
  }

  /** One message of Envoy on its way through the lane. */
  private final class Handling implements Lane.Task {
    private final ProcessingRequest message;

    Handling(ProcessingRequest message) {
      this.message = message;
    }

    @Override
    public boolean heavy() {
      return !ended && stage.heavy(message);
    }

    @Override
    public void run() {
      if (!ended) {
        say(handle());
      }
    }

    @Override
    public void shed() {
      statistics.shed();
      say(stage.refuse(Refusals.OVERLOADED));
    }

    private Reply handle() {
      try {
        return stage.handle(message);
      } catch (GatewayException e) {
        return stage.refuse(e.error());
      } catch (Stage.OutOfOrder e) {
        statistics.failed();
        log.warn(
            "unexpected message exchange={} because=\"{}\"", stage.exchangeId(), e.getMessage());
        stage.gone();
        return new Reply.Abort(String.valueOf(e.getMessage()));
      } catch (Throwable e) {
        // Errors as well: Envoy waits for an answer, whatever happened here.
        return failed(e);
      }
    }

    private Reply failed(Throwable cause) {
      statistics.failed();
      log.error("failed exchange={}", stage.exchangeId(), cause);
      try {
        return stage.refuse(Refusals.INTERNAL);
      } catch (Throwable _) {
        stage.gone();
        return new Reply.Abort("internal error");
      }
    }
  }
}
