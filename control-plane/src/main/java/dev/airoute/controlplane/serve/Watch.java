package dev.airoute.controlplane.serve;

import org.jspecify.annotations.Nullable;

/**
 * One client's interest in one resource type, and what it knows of it. Owner thread only.
 *
 * <p>It never keeps a response for later: what is due is worked out from the latest state when the client can read.
 *
 * @param <Q> request
 * @param <R> response
 */
interface Watch<Q, R> {
  Verdict request(Q request);

  /** From now on these are the resources of this type. */
  void serve(Snapshot.OfType resources);

  /** The next response that tells of something new, or null when nothing is due. */
  @Nullable
  R update(String nonce);

  /** The next response that takes something away, or null; asked for only when no update is due for any type. */
  @Nullable
  R removal(String nonce);

  /** The client has yet to be told of something new, or to answer for what it was told. */
  boolean busy();

  TypeState state();
}
