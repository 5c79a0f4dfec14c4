package dev.airoute.extproc.auth;

import dev.airoute.extproc.config.KnownConsumer;
import org.jspecify.annotations.Nullable;

/** Who sent a request, as far as its headers say. */
public sealed interface Caller {
  /** Somebody whose key is known. */
  record Known(KnownConsumer consumer) implements Caller {}

  /** There was a key, and nobody has it. Such a caller may do what anybody may: SDKs insist on sending some key. */
  record UnknownKey() implements Caller {}

  record NoKey() implements Caller {}

  /** The consumer, null when it is nobody in particular. */
  default @Nullable KnownConsumer consumer() {
    return this instanceof Known(var consumer) ? consumer : null;
  }
}
