package dev.rolecall.policy;

import dev.rolecall.policy.selector.Capture;
import dev.rolecall.policy.selector.GroupIndex;
import dev.rolecall.policy.selector.Template;
import dev.rolecall.policy.text.Nearest;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Groups that look as if they were meant to follow a naming convention and do not. */
public final class NearMisses {
  private NearMisses() {}

  /**
   * A convention that a group just misses.
   *
   * @param template as the policy has it
   * @param meant the name that the group was probably meant to have; null when it is not clear
   */
  public record NearMiss(
      String template, String rule, String file, int line, @Nullable String meant) {}

  /**
   * The templates that begin like the group's name, where no rule means the group; empty when one
   * does. Sorted by place.
   */
  public static List<NearMiss> of(String groupName, Policy policy) {
    GroupIndex<Statement> index = policy.index().byGroup();
    if (!index.find(new NameOnly(groupName)).hits().isEmpty()) {
      return List.of();
    }
    return index.beginnings(groupName).stream()
        .filter(beginning -> !beginning.template().foldedPrefix().isEmpty())
        .map(beginning -> miss(groupName, beginning))
        .distinct()
        .sorted(
            Comparator.comparing(NearMiss::file)
                .thenComparingInt(NearMiss::line)
                .thenComparing(NearMiss::template))
        .toList();
  }

  private static NearMiss miss(String groupName, GroupIndex.Beginning<Statement> beginning) {
    Place rule = beginning.owner().place();
    String meant = meant(groupName, beginning.template()).orElse(null);
    return new NearMiss(beginning.template().text(), rule.id(), rule.file(), rule.line(), meant);
  }

  private static List<String> words(Capture capture) {
    return capture.words().stream().map(Capture.Word::text).toList();
  }

  private static Optional<String> meant(String groupName, Template template) {
    Optional<Map<String, String>> taken = template.matchLoosely(groupName);
    if (taken.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> corrected = new HashMap<>(taken.get());
    for (Capture capture : template.captures()) {
      if (capture.kind() == Capture.Kind.WORDS) {
        String written = corrected.getOrDefault(capture.name(), "");
        Optional<String> near = Nearest.to(written, words(capture));
        if (near.isEmpty()) {
          return Optional.empty();
        }
        corrected.put(capture.name(), near.get());
      }
    }
    return Optional.of(template.fill(corrected));
  }
}
