package dev.airoute.extproc.dialect;

import java.util.function.Consumer;

/**
 * What is fuzzed: each takes any bytes, and throws when something does not hold that must hold for all of them. Targets go
 * over the table of dialects, so that new ones are covered by themselves.
 */
enum FuzzTarget {
  /** Cursor, writer and patch. */
  JSON(FuzzJson::check),
  /** Framing of streams. */
  FRAMES(FuzzFrames::check),
  /** Undoing {@code content-encoding}. */
  COMPRESSION(FuzzCompression::check),
  /** Requests of clients, and what is written of them for providers. */
  REQUESTS(FuzzRequests::check),
  /** Whole answers and errors of providers, and what is written of them for clients. */
  ANSWERS(FuzzAnswers::check),
  /** Streams of providers, and what is written of them for clients. */
  EVENTS(FuzzEvents::check),
  /** A whole attempt, headers and pieces of bodies. */
  EXCHANGES(FuzzExchanges::check);

  private final Consumer<FuzzInput> check;

  FuzzTarget(Consumer<FuzzInput> check) {
    this.check = check;
  }

  void check(byte[] input) {
    check.accept(new FuzzInput(input));
  }
}
