package dev.rolecall.policy.adopt;

import com.google.re2j.Pattern;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Accounts by id or by a pattern of their login, as connectors read them. */
final class ProtectedNames {

  private final List<Pattern> patterns;

  ProtectedNames(Collection<String> patterns) {
    this.patterns = patterns.stream().map(ProtectedNames::compile).toList();
  }

  boolean matches(Account account) {
    return patterns.stream()
        .anyMatch(pattern ->
            pattern.matches(account.id())
                || pattern.matches(account.login().toLowerCase(Locale.ROOT)));
  }

  private static Pattern compile(String pattern) {
    return Pattern.compile(
        Arrays.stream(pattern.toLowerCase(Locale.ROOT).split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")));
  }
}
