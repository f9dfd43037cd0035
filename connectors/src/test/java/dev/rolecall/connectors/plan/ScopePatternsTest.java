package dev.rolecall.connectors.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScopePatternsTest {

  @Test
  void aStarIsOneSegmentTwoAreAnyNumber() {
    ScopePatterns patterns = new ScopePatterns(List.of("acme/*/api", "umbrella/**", "**/docs"));

    assertThat(patterns.matches("acme/web/api")).isTrue();
    assertThat(patterns.matches("acme/api")).isFalse();
    assertThat(patterns.matches("acme/web/old/api")).isFalse();
    assertThat(patterns.matches("umbrella")).isTrue();
    assertThat(patterns.matches("umbrella/a/b/c")).isTrue();
    assertThat(patterns.matches("umbrellas/a")).isFalse();
    assertThat(patterns.matches("docs")).isTrue();
    assertThat(patterns.matches("x/y/docs")).isTrue();
  }

  @Test
  void aStarMayBeThePartOfASegment() {
    ScopePatterns patterns = new ScopePatterns(List.of("team:*", "a.c"));

    assertThat(patterns.matches("team:platform")).isTrue();
    assertThat(patterns.matches("team:platform/x")).isFalse();
    assertThat(patterns.matches("abc")).isFalse();
    assertThat(patterns.matches("a.c")).isTrue();
  }

  @Test
  void twoStarsBehindABeginningAreAllThatBeginsSo() {
    ScopePatterns patterns = new ScopePatterns(List.of("folder:**"));

    assertThat(patterns.matches("folder:team")).isTrue();
    assertThat(patterns.matches("folder:team/app/old")).isTrue();
    assertThat(patterns.matches("team/folder:app")).isFalse();
    assertThat(patterns.matches("agent:one")).isFalse();
  }

  @Test
  void onlyPatternsWithoutStarsNameAScope() {
    assertThat(new ScopePatterns(List.of("server", "acme/**", "b")).literals())
        .containsExactly("b", "server");
  }
}
