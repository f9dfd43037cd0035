package dev.rolecall.policy.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Turns the composer's nodes into a {@link Tree} and finds what YAML itself forbids. */
final class TreeBuilder {
  private static final Set<Tag> TAGS =
      Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.SEQ, Tag.MAP);

  private final List<String> lines;
  private final List<Fault> faults = new ArrayList<>();

  TreeBuilder(String text) {
    lines = text.lines().toList();
  }

  Reading build(Node root) {
    Tree tree = tree(root);
    return new Reading.Document(tree, faults);
  }

  private Tree tree(Node node) {
    Spot at = EventCheck.spot(node.getStartMark());
    if (!TAGS.contains(node.getTag())) {
      faults.add(new Fault(at, "tag '" + node.getTag().getValue() + "' has no meaning here", null));
    }
    if (node instanceof MappingNode mapping) {
      return new Tree.Mapping(at, entries(mapping));
    }
    if (node instanceof SequenceNode sequence) {
      return new Tree.Listing(at, sequence.getValue().stream().map(this::tree).toList());
    }
    return leaf((ScalarNode) node, at);
  }

  private List<Tree.Entry> entries(MappingNode mapping) {
    List<Tree.Entry> entries = new ArrayList<>();
    Map<String, Spot> seen = new HashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Spot at = EventCheck.spot(tuple.getKeyNode().getStartMark());
      if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
        faults.add(new Fault(at, "a key is a word, not a list or a mapping", null));
        continue;
      }
      Tree value = tree(tuple.getValueNode());
      Spot first = seen.putIfAbsent(scalar.getValue(), at);
      if (first == null) {
        entries.add(new Tree.Entry(leaf(scalar, at), value));
      } else {
        faults.add(
            new Fault(
                at,
                "key '" + scalar.getValue() + "' is here twice, first in line " + first.line(),
                "remove or merge one of them"));
      }
    }
    return entries;
  }

  private Tree.Leaf leaf(ScalarNode node, Spot at) {
    boolean oneLine = line(node.getStartMark()) == line(node.getEndMark());
    boolean block = node.getScalarStyle() == ScalarStyle.LITERAL;
    boolean quoted =
        node.getScalarStyle() == ScalarStyle.SINGLE_QUOTED
            || node.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED;
    Spot content = quoted ? new Spot(at.line(), at.column() + 1) : at;
    if (block) {
      content = new Spot(at.line() + 1, indentation(at.line(), node.getValue()) + 1);
    }
    return new Tree.Leaf(at, node.getValue(), scalar(node), content, block || oneLine);
  }

  /** Spaces before a block's first line that are not part of the value. */
  private int indentation(int lineBefore, String value) {
    if (lineBefore >= lines.size()) {
      return 0;
    }
    return leading(lines.get(lineBefore)) - leading(value);
  }

  private static int leading(String text) {
    int spaces = 0;
    while (spaces < text.length() && text.charAt(spaces) == ' ') {
      spaces++;
    }
    return spaces;
  }

  private static int line(Optional<Mark> mark) {
    return mark.map(Mark::getLine).orElse(0);
  }

  private static Tree.Scalar scalar(ScalarNode node) {
    Tag tag = node.getTag();
    if (tag.equals(Tag.BOOL)) {
      return Tree.Scalar.BOOLEAN;
    }
    if (tag.equals(Tag.NULL)) {
      return Tree.Scalar.NOTHING;
    }
    return tag.equals(Tag.INT) || tag.equals(Tag.FLOAT) ? Tree.Scalar.NUMBER : Tree.Scalar.TEXT;
  }
}
