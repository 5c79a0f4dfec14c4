package dev.airoute.api;

/** A whole Secret in the namespace of the object that refers to it. */
public record SecretRef(String name) {}
