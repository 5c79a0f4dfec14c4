package dev.airoute.api;

/** One key of a Secret in the namespace of the object that refers to it. */
public record SecretKeyRef(String name, String key) {}
