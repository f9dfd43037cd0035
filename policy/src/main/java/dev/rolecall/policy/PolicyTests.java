package dev.rolecall.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Runs the tests that policy files bring along. */
public final class PolicyTests {
  private PolicyTests() {}

  /** All tests of all files, each against the whole policy, in the order of files and lines. */
  public static List<TestResult> run(Policy policy) {
    return policy.tests().stream().map(test -> run(test, policy)).toList();
  }

  private static TestResult run(TestCase test, Policy policy) {
    SortedMap<String, List<ResolvedGrant>> actual =
        Resolution.resolve(test.subject(), policy, test.at());
    List<TestResult.Comparison> compared = new ArrayList<>();
    test.expected()
        .forEach((tool, expected) -> {
          List<ResolvedGrant> grants = actual.getOrDefault(tool, List.of());
          compared.add(new TestResult.Comparison(tool, expected, roles(grants), grants));
        });
    return new TestResult(test.name(), test.file(), test.line(), compared);
  }

  private static SortedMap<String, SortedSet<String>> roles(List<ResolvedGrant> grants) {
    SortedMap<String, SortedSet<String>> roles = new TreeMap<>();
    for (ResolvedGrant grant : grants) {
      roles.computeIfAbsent(grant.scope(), scope -> new TreeSet<>()).add(grant.role());
    }
    return roles;
  }
}
