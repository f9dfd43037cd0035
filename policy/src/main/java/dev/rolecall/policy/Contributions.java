package dev.rolecall.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What all rules give one person, cell by cell, and how it goes together. */
final class Contributions {
  private static final Comparator<Resolution.Finding> FINDINGS =
      Comparator.comparing(Resolution.Finding::reason, RuleReason.CANONICAL)
          .thenComparing(Resolution.Finding::kind)
          .thenComparing(finding -> finding.tool() == null ? "" : finding.tool())
          .thenComparing(Resolution.Finding::message);

  private record Cell(Shape shape, NavigableMap<String, NavigableSet<RuleReason>> reasonsByRole) {}

  private final SortedMap<String, SortedMap<String, Cell>> tools = new TreeMap<>();
  private final Set<Resolution.Finding> findings = new HashSet<>();

  Contributions(Set<String> configured) {
    configured.forEach(tool -> tools.put(tool, new TreeMap<>()));
  }

  void add(String tool, String scope, Shape shape, String role, RuleReason reason) {
    tools
        .computeIfAbsent(tool, name -> new TreeMap<>())
        .computeIfAbsent(scope, name -> new Cell(shape, new TreeMap<>()))
        .reasonsByRole()
        .computeIfAbsent(role, name -> new TreeSet<>(RuleReason.CANONICAL))
        .add(reason);
  }

  void report(Resolution.Finding finding) {
    findings.add(finding);
  }

  SortedMap<String, List<ResolvedGrant>> grants() {
    SortedMap<String, List<ResolvedGrant>> grants = new TreeMap<>();
    tools.forEach((tool, cells) -> {
      List<ResolvedGrant> all = new ArrayList<>();
      cells.forEach((scope, cell) -> all.addAll(together(scope, cell)));
      grants.put(tool, List.copyOf(all));
    });
    return grants;
  }

  List<Resolution.Finding> findings() {
    return findings.stream().sorted(FINDINGS).toList();
  }

  private static List<ResolvedGrant> together(String scope, Cell cell) {
    return switch (cell.shape().kind()) {
      case LADDER -> List.of(highest(scope, cell));
      case SET ->
          cell.reasonsByRole().entrySet().stream()
              .map(role ->
                  new ResolvedGrant(scope, role.getKey(), null, List.copyOf(role.getValue())))
              .toList();
    };
  }

  private static ResolvedGrant highest(String scope, Cell cell) {
    List<String> downwards =
        cell.shape().roles().reversed().stream().filter(cell.reasonsByRole()::containsKey).toList();
    Map<String, NavigableSet<RuleReason>> byRole = cell.reasonsByRole();
    List<RuleReason> reasons =
        downwards.stream().flatMap(role -> reasons(byRole, role)).distinct().toList();
    return new ResolvedGrant(scope, downwards.getFirst(), null, reasons);
  }

  private static Stream<RuleReason> reasons(
      Map<String, NavigableSet<RuleReason>> byRole, String role) {
    return byRole.getOrDefault(role, new TreeSet<>(RuleReason.CANONICAL)).stream();
  }
}
