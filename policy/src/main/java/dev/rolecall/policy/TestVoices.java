package dev.rolecall.policy;

import java.util.List;

/** What rules say about the people in the tests of policy files. */
public final class TestVoices {
  private TestVoices() {}

  /**
   * As {@link Resolution#voices}, about the person of a test of this policy; nothing when the test
   * is another policy's.
   */
  public static List<Voice> of(TestResult result, Policy policy) {
    return policy.tests().stream()
        .filter(test -> test.file().equals(result.file()) && test.line() == result.line())
        .findFirst()
        .map(test -> Resolution.voices(test.subject(), policy, test.at()))
        .orElse(List.of());
  }
}
