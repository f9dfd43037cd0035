package dev.rolecall.policy;

/** Bounds of a bundle; those of one file and one expression stand with their readers. */
final class Limits {
  private Limits() {}

  /** Files of a bundle: one per team of a very large company. */
  static final int MAX_FILES = 1_000;

  /** All files together, in UTF-8: a bundle travels as one Kafka record of at most 1 MiB. */
  static final int MAX_BYTES = 900 * 1024;

  /** Problems reported at once; more say nothing new. */
  static final int MAX_PROBLEMS = 500;

  /** Length of ids, names of policies and tools. */
  static final int MAX_NAME = 128;

  /** Length of a pattern of scopes or accounts: matching takes pattern times scope. */
  static final int MAX_PATTERN = 512;
}
