package dev.rolecall.views.log;

import java.util.List;

/**
 * The tables of a view's file.
 *
 * @param version changes with the tables and with the schemas of what is kept in them; a file of
 *     another version is built anew
 * @param definitions SQL that creates them
 */
public record Layout(String version, List<String> definitions) {
  public Layout {
    definitions = List.copyOf(definitions);
  }
}
