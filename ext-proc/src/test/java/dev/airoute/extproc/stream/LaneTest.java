package dev.airoute.extproc.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class LaneTest {
  /** A pool that runs when the test says so. */
  private final Deque<Runnable> pool = new ArrayDeque<>();

  private final Lane lane = new Lane(pool::add);
  private final List<String> done = new ArrayList<>();

  @Test
  void runsLightTasksAtOnce() {
    lane.submit(light("a"));
    lane.submit(light("b"));

    assertThat(done).containsExactly("a", "b");
    assertThat(pool).isEmpty();
  }

  @Test
  void keepsTheOrderAroundAHeavyTask() {
    lane.submit(light("a"));
    lane.submit(heavy("B"));
    lane.submit(light("c"));
    lane.submit(heavy("D"));
    assertThat(done).containsExactly("a");

    pool.remove().run();

    assertThat(done).containsExactly("a", "B", "c", "D");
    assertThat(pool).as("what waited is done on the same thread").isEmpty();
    lane.submit(light("e"));
    assertThat(done).endsWith("e");
  }

  @Test
  void shedsWhenThePoolIsFullAndGoesOn() {
    Lane full = new Lane(task -> {
      throw new RejectedExecutionException("full");
    });

    full.submit(heavy("A"));
    full.submit(light("b"));

    assertThat(done).containsExactly("A shed", "b");
  }

  @Test
  void runsWhatATaskSubmitsAfterThatTask() {
    lane.submit(() -> {
      lane.submit(light("inner"));
      done.add("outer");
    });

    assertThat(done).containsExactly("outer", "inner");
  }

  @Test
  void goesOnBehindATaskThatThrowsOnThePool() {
    lane.submit(new Failing(true));
    lane.submit(light("b"));

    assertThatThrownBy(() -> pool.remove().run()).isInstanceOf(StackOverflowError.class);

    assertThat(done).containsExactly("b");
    lane.submit(light("c"));
    assertThat(done).containsExactly("b", "c");
  }

  @Test
  void goesOnBehindATaskThatThrowsAtOnce() {
    Lane.Task outer = () -> {
      lane.submit(new Failing(false));
      lane.submit(light("b"));
    };

    assertThatThrownBy(() -> lane.submit(outer)).isInstanceOf(StackOverflowError.class);

    lane.submit(light("c"));
    assertThat(done).containsExactly("b", "c");
  }

  private record Failing(boolean heavy) implements Lane.Task {
    @Override
    public void run() {
      throw new StackOverflowError();
    }
  }

  @Test
  void neverRunsTwoTasksAtOnceWhateverThreadsSubmit() throws Exception {
    try (WorkPool threads = new WorkPool(2)) {
      Lane shared = new Lane(threads);
      int[] counter = new int[1]; // safe only if the lane serialises
      CountDownLatch submitted = new CountDownLatch(4);
      for (int t = 0; t < 4; t++) {
        Thread.ofPlatform().start(() -> {
          for (int i = 0; i < 5_000; i++) {
            boolean heavy = i % 100 == 0;
            shared.submit(counting(counter, heavy));
          }
          submitted.countDown();
        });
      }
      submitted.await();
      CountDownLatch last = new CountDownLatch(1);
      shared.submit(last::countDown);
      last.await();
      await().untilAsserted(() -> assertThat(counter[0]).isEqualTo(20_000));
    }
  }

  private static Lane.Task counting(int[] counter, boolean heavy) {
    return new Lane.Task() {
      @Override
      public boolean heavy() {
        return heavy;
      }

      @Override
      public void run() {
        counter[0]++;
      }
    };
  }

  private Lane.Task light(String name) {
    return () -> done.add(name);
  }

  private Lane.Task heavy(String name) {
    return new Lane.Task() {
      @Override
      public boolean heavy() {
        return true;
      }

      @Override
      public void run() {
        done.add(name);
      }

      @Override
      public void shed() {
        done.add(name + " shed");
      }
    };
  }
}
