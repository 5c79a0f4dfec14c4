package dev.airoute.extproc.endpoint;

import dev.airoute.config.v1.Dialect;
import dev.airoute.extproc.frame.StreamForm;
import dev.airoute.extproc.model.Operation;
import org.jspecify.annotations.Nullable;

/** One thing that a client may ask of the gateway, or why it cannot. */
public sealed interface Endpoint {
  /** The caller's dialect; answers and errors are written in it. */
  Dialect dialect();

  /**
   * A chat request, or one about a chat, in the dialect's own form.
   *
   * @param target what the path says of it; null: the body says all
   */
  record Chat(
      Dialect dialect, Operation operation, @Nullable Target target) implements Endpoint {
    /** A chat whose body says all. */
    Chat(Dialect dialect) {
      this(dialect, Operation.CHAT, null);
    }
  }

  /** What some dialects say in the path. @param form of the answer, if it is streamed */
  record Target(String model, boolean stream, StreamForm form) {}

  /** All models that the caller may use. */
  record ListModels(Dialect dialect) implements Endpoint {}

  /** One of them. */
  record GetModel(Dialect dialect, String model) implements Endpoint {}

  /** Something that an earlier request would have stored, and the gateway stores nothing. */
  record StoredState(Dialect dialect) implements Endpoint {}

  record UnknownPath(Dialect dialect) implements Endpoint {}

  /** @param allow the method that would be right */
  record WrongMethod(Dialect dialect, String allow) implements Endpoint {}
}
