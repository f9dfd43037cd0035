package dev.rolecall.policy.yaml;

/** Bounds of what is read. A policy may come from anybody who can open a pull request. */
public final class YamlLimits {
  private YamlLimits() {}

  /** All files together travel in one Kafka record; no readable policy file is a tenth as long. */
  public static final int MAX_CHARACTERS = 500_000;

  /** Rules need six levels; the composer recurses per level. */
  public static final int MAX_DEPTH = 32;

  /** Aliases save typing in tests; more of them are a generated file or an attack. */
  public static final int MAX_ALIASES = 100;

  /** Nodes with every alias written out, so that nested aliases cannot multiply without end. */
  public static final int MAX_NODES = 200_000;
}
