package dev.airoute.extproc.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.model.GatewayError;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProcessorStreamTest {
  private static final ProcessingRequest MESSAGE = ProcessingRequest.getDefaultInstance();

  private final FakeCall envoy = new FakeCall();
  private final Deque<Runnable> pool = new ArrayDeque<>();
  private final StreamStatistics statistics = new StreamStatistics();
  private final EchoingStage stage = new EchoingStage();
  private final ProcessorStream stream = new ProcessorStream(stage, envoy, pool::add, statistics);

  @Test
  void asksForOneMessageAtATime() {
    stream.open();
    assertThat(envoy.asked).isEqualTo(1);

    stream.onNext(MESSAGE);

    assertThat(envoy.said).hasSize(1);
    assertThat(envoy.asked).isEqualTo(2);
  }

  @Test
  void asksForNothingMoreWhileEnvoyDoesNotRead() {
    stream.open();
    envoy.ready = false;

    stream.onNext(MESSAGE);
    assertThat(envoy.asked).isEqualTo(1);
    envoy.makeReady();

    assertThat(envoy.asked).isEqualTo(2);
    envoy.makeReady();
    assertThat(envoy.asked).as("asked once for each message").isEqualTo(2);
  }

  @Test
  void asksForNothingMoreWhileThePoolWorks() {
    stream.open();
    stage.heavy = true;

    stream.onNext(MESSAGE);
    assertThat(envoy.asked).isEqualTo(1);
    pool.remove().run();

    assertThat(envoy.asked).isEqualTo(2);
  }

  @Test
  void isGoneOnceHoweverOftenItIsTold() {
    stream.open();

    envoy.cancel();
    stream.onError(new RuntimeException("cancelled"));
    stream.onCompleted();

    assertThat(stage.gone).isEqualTo(1);
    assertThat(statistics.open()).isZero();
  }

  @Test
  void isNotGoneWhenItHasEndedItself() {
    stream.open();
    stage.last = true;
    stream.onNext(MESSAGE);
    assertThat(envoy.completed).isTrue();

    stream.onNext(MESSAGE);
    envoy.cancel();

    assertThat(stage.gone).isZero();
    assertThat(envoy.said).as("nothing after the end").hasSize(1);
  }

  @Test
  void answersWhenAnErrorEndsTheWork() {
    stream.open();
    stage.heavy = true;
    stage.error = new StackOverflowError();
    stage.refusal = Reply.last(Answers.immediate(500, Map.of(), new byte[0], "internal"));

    stream.onNext(MESSAGE);
    pool.remove().run();

    assertThat(envoy.said).hasSize(1);
    assertThat(envoy.completed).isTrue();
    assertThat(statistics.open()).isZero();
  }

  @Test
  void endsWhenEvenTheRefusalFails() {
    stream.open();
    stage.error = new OutOfMemoryError();

    stream.onNext(MESSAGE);

    assertThat(envoy.said).isEmpty();
    assertThat(envoy.completed).isTrue();
    assertThat(stage.gone).isEqualTo(1);
  }

  /** Answers every message. */
  private static final class EchoingStage implements Stage {
    boolean heavy;
    boolean last;
    int gone;

    @Nullable
    Error error;

    @Nullable
    Reply refusal;

    @Override
    public boolean heavy(ProcessingRequest message) {
      return heavy;
    }

    @Override
    public Reply handle(ProcessingRequest message) {
      if (error != null) {
        throw error;
      }
      var answer = Answers.immediate(200, Map.of(), new byte[0], "details");
      return last ? Reply.last(answer) : Reply.of(answer);
    }

    @Override
    public Reply refuse(GatewayError error) {
      if (refusal == null) {
        throw new AssertionError(error);
      }
      return refusal;
    }

    @Override
    public void gone() {
      gone++;
    }

    @Override
    public String exchangeId() {
      return "id";
    }
  }
}
