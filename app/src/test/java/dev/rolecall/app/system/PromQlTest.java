package dev.rolecall.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The check of queries finds what it is there to find. */
class PromQlTest {

  private static final Map<String, Set<String>> KNOWN =
      Map.of("people", Set.of("tool", "state"), "answers_bucket", Set.of("le", "kind"));

  @Test
  void whatIsRightHasNoProblem() {
    assertThat(
            problems(
                "histogram_quantile(0.99, sum by (le, kind) (rate(answers_bucket{kind=\"read\"}[5m]))) > 2"))
        .isEmpty();
    assertThat(
            problems(
                "(max by (tool) (people{state!~\"a|b\"}) > 300) unless on (tool) (people offset 1d == 1)"))
        .isEmpty();
  }

  @Test
  void whatDoesNotExistIsNamed() {
    assertThat(problems("sum(poeple)")).containsExactly("there is no metric poeple");
    assertThat(problems("summ(people)")).containsExactly("unknown function summ");
    assertThat(problems("people{stat=\"x\"}")).containsExactly("there is no label stat of people");
    assertThat(problems("sum by (colour) (people)"))
        .containsExactly("there is no label colour of any metric");
  }

  @Test
  void bracketsThatDoNotMatchAreSeen() {
    assertThat(problems("sum(people")).containsExactly("is not closed: [(]");
    assertThat(problems("sum(people}")).contains("brackets do not match");
    assertThat(problems("people[5q]")).containsExactly("cannot be read from: [5q]");
    assertThat(problems("1 + 1")).containsExactly("asks for nothing");
  }

  private static List<String> problems(String query) {
    return PromQl.problems(query, KNOWN);
  }
}
