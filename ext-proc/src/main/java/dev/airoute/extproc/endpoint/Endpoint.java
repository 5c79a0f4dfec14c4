package dev.airoute.extproc.endpoint;

import dev.airoute.config.v1.Dialect;

/** One thing that a client may ask of the gateway, or why it cannot. */
public sealed interface Endpoint {
  /** The caller's dialect; answers and errors are written in it. */
  Dialect dialect();

  /** A chat request, in the dialect's own form. */
  record Chat(Dialect dialect) implements Endpoint {}

  /** All models that the caller may use. */
  record ListModels(Dialect dialect) implements Endpoint {}

  /** One of them. */
  record GetModel(Dialect dialect, String model) implements Endpoint {}

  record UnknownPath(Dialect dialect) implements Endpoint {}

  /** @param allow the method that would be right */
  record WrongMethod(Dialect dialect, String allow) implements Endpoint {}
}
