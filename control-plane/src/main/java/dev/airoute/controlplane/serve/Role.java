package dev.airoute.controlplane.serve;

/** What a client is: told by its node metadata ({@code role}), else by the types it subscribes to. */
public enum Role {
  ENVOY,
  EXT_PROC
}
