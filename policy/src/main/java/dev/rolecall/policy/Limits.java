package dev.rolecall.policy;

/** Bounds of a bundle; those of one file and one expression stand with their readers. */
final class Limits {
  private Limits() {}

  /** Files of a bundle: one per team of a very large company. */
  static final int MAX_FILES = 1_000;

  /** Characters of all files together: a bundle travels as one Kafka record. */
  static final int MAX_CHARACTERS = 8_000_000;

  /** Problems reported at once; more say nothing new. */
  static final int MAX_PROBLEMS = 500;

  /** Length of ids, names of policies and tools. */
  static final int MAX_NAME = 128;

  /** Length of a pattern of scopes or accounts: matching takes pattern times scope. */
  static final int MAX_PATTERN = 512;
}
