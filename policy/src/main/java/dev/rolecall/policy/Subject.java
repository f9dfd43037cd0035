package dev.rolecall.policy;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A person as policies see them.
 *
 * @param attributes by the name that policies use ({@code userName}, {@code department}, {@code
 *     email}, …; see {@link dev.rolecall.policy.condition.Attribute#STANDARD}), those of extensions
 *     by their full path ({@code urn:…:User:contractEnd}, see {@link Policy#attributes}). Values
 *     are String, Boolean or a List of String. What is absent reads as "" or false.
 */
public record Subject(
    String directory,
    String id,
    boolean active,
    SortedMap<String, Object> attributes,
    List<GroupMembership> groups) {

  public Subject {
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    groups = List.copyOf(groups);
  }

  /** Attributes and groups are personal and stay out of logs. */
  @Override
  public String toString() {
    return "Subject[" + directory + "/" + id + "]";
  }
}
