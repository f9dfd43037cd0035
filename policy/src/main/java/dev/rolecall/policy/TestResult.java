package dev.rolecall.policy;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What came out of a test in a policy file.
 *
 * @param line of the test in its file, from 1
 * @param compared the tools that the test names, sorted
 */
public record TestResult(String name, String file, int line, List<Comparison> compared) {
  public TestResult {
    compared = List.copyOf(compared);
  }

  public boolean passed() {
    return compared.stream().allMatch(Comparison::same);
  }

  /**
   * One tool.
   *
   * @param expected roles by scope
   * @param actual roles by scope
   * @param grants what the actual roles come from, with reasons
   */
  public record Comparison(
      String tool,
      SortedMap<String, SortedSet<String>> expected,
      SortedMap<String, SortedSet<String>> actual,
      List<ResolvedGrant> grants) {

    public boolean same() {
      return expected.equals(actual);
    }
  }
}
