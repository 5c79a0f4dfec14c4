package dev.airoute.extproc.auth;

import static dev.airoute.extproc.config.TestingResources.consumer;
import static dev.airoute.extproc.config.TestingResources.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.config.KnownConsumer;
import dev.airoute.extproc.config.Snapshot;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthenticatorTest {
  private static final Snapshot SNAPSHOT =
      snapshot(List.of(consumer("default/alice", "key-a"), consumer("default/bob", "key-b")));

  @ParameterizedTest
  @CsvSource({
    "authorization, Bearer key-a, default/alice",
    "authorization, bearer   key-a, default/alice",
    "x-api-key, key-b, default/bob",
    "x-goog-api-key, key-b, default/bob",
    "x-api-key, ' key-b ', default/bob",
  })
  void knowsTheCallerByKey(String header, String value, String name) {
    assertThat(Authenticator.identify(Map.of(header, value), SNAPSHOT).consumer())
        .extracting(KnownConsumer::name)
        .isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "authorization, Bearer key-c",
    "authorization, 'Bearer key-a, Bearer key-b'",
    "authorization, Bearer KEY-A",
    "x-api-key, Bearer key-a",
  })
  void doesNotKnowOtherKeys(String header, String value) {
    assertThat(Authenticator.identify(Map.of(header, value), SNAPSHOT))
        .isEqualTo(new Caller.UnknownKey());
  }

  @ParameterizedTest
  @CsvSource({
    "authorization, Basic a2V5LWE6",
    "authorization, key-a",
    "authorization, Bearer",
    "x-api-key, ''",
    "cookie, key-a"
  })
  void findsNoKeyElsewhere(String header, String value) {
    assertThat(Authenticator.identify(Map.of(header, value), SNAPSHOT))
        .isEqualTo(new Caller.NoKey());
  }

  @Test
  void takesTheFirstKnownKeyOfSeveral() {
    Map<String, String> headers = Map.of("authorization", "Bearer other", "x-api-key", "key-b");

    assertThat(Authenticator.identify(headers, SNAPSHOT).consumer())
        .extracting(KnownConsumer::name)
        .isEqualTo("default/bob");
  }

  @Test
  void printsNoKey() {
    Caller caller = Authenticator.identify(Map.of("x-api-key", "key-a"), SNAPSHOT);

    assertThat(caller.toString()).contains("default/alice").doesNotContain("key-a");
  }
}
