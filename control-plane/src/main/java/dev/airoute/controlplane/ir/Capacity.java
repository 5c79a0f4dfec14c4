package dev.airoute.controlplane.ir;

/** How much a provider may be loaded; what is above fails at once instead of queueing. */
public record Capacity(int maxConnections, int maxPendingRequests, int maxRequests) {}
