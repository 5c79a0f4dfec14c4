package dev.airoute.extproc.auth;

import dev.airoute.extproc.config.KnownConsumer;
import dev.airoute.extproc.config.Snapshot;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds the caller by API key. A client may send its key in more than one header; the first one known counts. */
public final class Authenticator {
  private static final String BEARER = "bearer ";

  private Authenticator() {}

  public static Caller identify(Map<String, String> headers, Snapshot snapshot) {
    List<String> keys = keys(headers);
    for (String key : keys) {
      KnownConsumer consumer = snapshot.consumer(sha256(key));
      if (consumer != null) {
        return new Caller.Known(consumer);
      }
    }
    return keys.isEmpty() ? new Caller.NoKey() : new Caller.UnknownKey();
  }

  private static List<String> keys(Map<String, String> headers) {
    List<String> keys = new ArrayList<>(1);
    String authorization = headers.getOrDefault("authorization", "");
    if (authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      addKey(keys, authorization.substring(BEARER.length()));
    }
    addKey(keys, headers.getOrDefault("x-api-key", ""));
    addKey(keys, headers.getOrDefault("x-goog-api-key", ""));
    return keys;
  }

  private static void addKey(List<String> keys, String value) {
    String key = value.strip();
    if (!key.isEmpty()) {
      keys.add(key);
    }
  }

  private static byte[] sha256(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
