package dev.airoute.api;

/** An AIProvider in the namespace of the AIRoute that refers to it. */
public record ProviderRef(String name) {}
