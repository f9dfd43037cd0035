package dev.rolecall.policy.safety;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Accounts that Rolecall never lowers, disables or deletes, whatever directory and rules say.
 *
 * @param line of the entry in its file, from 1
 * @param tools by name, sorted
 * @param accounts ids, logins or patterns with {@code *}
 * @param keep scope and roles that the accounts hold and get back; often none
 * @param alertOnAnyChange whether a change by somebody else is reported at once
 */
public record Protection(
    String id,
    String file,
    int line,
    List<String> tools,
    List<String> accounts,
    SortedMap<String, SortedSet<String>> keep,
    boolean alertOnAnyChange) {
  public Protection {
    tools = List.copyOf(tools);
    accounts = List.copyOf(accounts);
    keep = Collections.unmodifiableSortedMap(new TreeMap<>(keep));
  }
}
