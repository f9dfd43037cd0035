package dev.rolecall.policy.selector;

import dev.rolecall.policy.text.Fold;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the selectors that mean a group: literals by hash, templates by a trie over the text they
 * start with. What it costs grows with the length of the name and the number of templates that
 * share its beginning, not with the number of selectors.
 */
public final class GroupIndex<T> {
  /** A selector that means the group. */
  public record Hit<T>(T owner, Selector selector, Map<String, String> captures) {}

  /** What was found, and how many selectors had to be tried for it. */
  public record Found<T>(List<Hit<T>> hits, int tried) {}

  /** A template that the group's name begins like. */
  public record Beginning<T>(T owner, Template template) {}

  private record Item<T>(T owner, Selector selector) {}

  private static final class Node<T> {
    final Map<Character, Node<T>> next = new HashMap<>();
    final List<Beginning<T>> templates = new ArrayList<>();
  }

  private final Map<String, List<Item<T>>> literals = new HashMap<>();
  private final Node<T> root = new Node<>();

  public void add(Selector selector, T owner) {
    switch (selector) {
      case Literal literal ->
          literals
              .computeIfAbsent(literal.foldedPrefix(), key -> new ArrayList<>())
              .add(new Item<>(owner, literal));
      case Template template -> {
        Node<T> node = root;
        for (char c : template.foldedPrefix().toCharArray()) {
          node = node.next.computeIfAbsent(c, key -> new Node<>());
        }
        node.templates.add(new Beginning<>(owner, template));
      }
    }
  }

  public Found<T> find(String groupName) {
    List<Item<T>> candidates =
        new ArrayList<>(literals.getOrDefault(Fold.fold(groupName), List.of()));
    for (Beginning<T> beginning : beginnings(groupName)) {
      candidates.add(new Item<>(beginning.owner(), beginning.template()));
    }
    List<Hit<T>> hits = new ArrayList<>();
    for (Item<T> item : candidates) {
      item.selector()
          .match(groupName)
          .ifPresent(captures -> hits.add(new Hit<>(item.owner(), item.selector(), captures)));
    }
    return new Found<>(hits, candidates.size());
  }

  /** Templates whose text before the first capture begins the name, those with the longest last. */
  public List<Beginning<T>> beginnings(String groupName) {
    List<Beginning<T>> found = new ArrayList<>();
    @Nullable Node<T> node = root;
    String folded = Fold.fold(groupName);
    for (int at = 0; node != null; at++) {
      found.addAll(node.templates);
      node = at < folded.length() ? node.next.get(folded.charAt(at)) : null;
    }
    return found;
  }
}
