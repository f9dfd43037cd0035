package dev.rolecall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopesTest {
  @ParameterizedTest
  @CsvSource({
    "server, server, true",
    "server, Server, false",
    "server, servers, false",
    "payments, payments/core, false",
    "payments/*, payments/core, true",
    "payments/*, payments, false",
    "payments/*, payments/, false",
    "payments/*, payments/core/api, false",
    "payments/**, payments/core, true",
    "payments/**, payments/core/api, true",
    "payments/**, payments, false",
    "payments/**, paymentsx, false",
    "**/api, payments/core/api, true",
    "**/api, api, false",
    "a/**/z, a/b/c/z, true",
    "a/**/z, a/z, false",
    "*, web, true",
    "*, web/x, false",
    "**, web/x, true",
    "team:*, team:web, true",
    "team:*, team:, false",
    "team:*, org, false",
    "folder:*-prod, folder:web-prod, true",
    "folder:*-prod, folder:web, false",
    "a.c, abc, false",
    "*a*a*b, aaaaaaab, true",
  })
  void aPatternMeansTheseScopes(String pattern, String scope, boolean means) {
    assertThat(Scopes.matches(pattern, scope)).isEqualTo(means);
  }

  @Test
  void nothingIsMeantByNoPattern() {
    assertThat(Scopes.anyMatches(java.util.List.of(), "web")).isFalse();
    assertThat(Scopes.anyMatches(java.util.List.of("x", "web"), "web")).isTrue();
    assertThat(Scopes.matches("", "web")).isFalse();
  }

  @Test
  void aPatternMadeToBacktrackStillEnds() {
    String pattern = "*a".repeat(250) + "b";
    assertThat(Scopes.matches(pattern, "a".repeat(1_000))).isFalse();
  }
}
