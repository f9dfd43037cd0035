package dev.rolecall.policy;

import dev.rolecall.policy.condition.Compiled;
import dev.rolecall.policy.condition.Condition;
import dev.rolecall.policy.yaml.Spot;
import dev.rolecall.policy.yaml.Tree;
import java.util.Optional;

/** Compiles an expression and reports its faults where they stand in the file. */
final class CompiledWhen {
  private CompiledWhen() {}

  static Optional<Condition> of(
      Tree.Leaf leaf, Surroundings surroundings, Problems.Reporter reporter) {
    return switch (surroundings.expressions().compile(leaf.text())) {
      case Compiled.Usable usable -> Optional.of(usable.condition());
      case Compiled.Refused refused -> {
        for (Compiled.Fault fault : refused.faults()) {
          reporter.error(place(leaf, fault), "in 'when': " + fault.message(), fault.remedy());
        }
        yield Optional.empty();
      }
    };
  }

  private static Spot place(Tree.Leaf leaf, Compiled.Fault fault) {
    return leaf.verbatim()
        ? new Spot(
            leaf.content().line() + fault.line() - 1, leaf.content().column() + fault.column() - 1)
        : leaf.at();
  }
}
