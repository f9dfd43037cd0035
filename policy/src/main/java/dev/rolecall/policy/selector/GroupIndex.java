package dev.rolecall.policy.selector;

import dev.rolecall.policy.text.Fold;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the selectors that mean a group: literals and ids by hash, templates by a trie over the
 * text they start with. What it costs grows with the length of the name and the number of templates
 * that share its beginning, not with the number of selectors.
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
  private final Map<String, List<Item<T>>> ids = new HashMap<>();
  private final Node<T> root = new Node<>();

  public void add(Selector selector, T owner) {
    switch (selector) {
      case Literal literal -> add(literals, literal.foldedName(), literal, owner);
      case ById id -> add(ids, Fold.fold(id.text()), id, owner);
      case Template template -> {
        Node<T> node = root;
        for (char c : template.foldedPrefix().toCharArray()) {
          node = node.next.computeIfAbsent(c, key -> new Node<>());
        }
        node.templates.add(new Beginning<>(owner, template));
      }
    }
  }

  private static <T> void add(
      Map<String, List<Item<T>>> items, String key, Selector selector, T owner) {
    items.computeIfAbsent(key, absent -> new ArrayList<>()).add(new Item<>(owner, selector));
  }

  public Found<T> find(NamedGroup group) {
    List<Item<T>> candidates =
        new ArrayList<>(literals.getOrDefault(Fold.fold(group.name()), List.of()));
    byId(group, candidates);
    for (Beginning<T> beginning : beginnings(group.name())) {
      candidates.add(new Item<>(beginning.owner(), beginning.template()));
    }
    List<Hit<T>> hits = new ArrayList<>();
    for (Item<T> item : candidates) {
      item.selector()
          .match(group)
          .ifPresent(captures -> hits.add(new Hit<>(item.owner(), item.selector(), captures)));
    }
    return new Found<>(hits, candidates.size());
  }

  private void byId(NamedGroup group, List<Item<T>> candidates) {
    if (ids.isEmpty()) {
      return;
    }
    String own = Fold.fold(group.id());
    candidates.addAll(ids.getOrDefault(own, List.of()));
    @Nullable String given = group.externalId();
    if (given != null && !Fold.fold(given).equals(own)) {
      candidates.addAll(ids.getOrDefault(Fold.fold(given), List.of()));
    }
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
