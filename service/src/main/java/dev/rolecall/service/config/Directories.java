package dev.rolecall.service.config;

import java.util.SortedMap;

/** The directories as they are configured at the moment: the file may change while we run. */
@FunctionalInterface
public interface Directories {

  /** By name; never half of a change. */
  SortedMap<String, DirectoryConfig> now();
}
