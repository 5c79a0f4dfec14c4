package dev.airoute.controlplane.ir;

/** A condition on one request header; names are in lower case. */
public sealed interface HeaderMatch {
  String name();

  record Exact(String name, String value) implements HeaderMatch {}

  record RegularExpression(String name, String pattern) implements HeaderMatch {}
}
