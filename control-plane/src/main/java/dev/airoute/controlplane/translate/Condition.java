package dev.airoute.controlplane.translate;

/** One statement about an object. @param message names fields and objects, for a person */
public record Condition(ConditionType type, boolean holds, Reason reason, String message) {}
