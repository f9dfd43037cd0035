package dev.rolecall.policy.selector;

import org.jspecify.annotations.Nullable;

/** A value read from text, or what is wrong with the text. */
public sealed interface Parsed<T> {
  record Right<T>(T value) implements Parsed<T> {}

  record Wrong<T>(String message, @Nullable String remedy) implements Parsed<T> {}
}
