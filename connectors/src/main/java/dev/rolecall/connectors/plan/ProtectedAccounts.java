package dev.rolecall.connectors.plan;

import dev.rolecall.connectors.tool.Observation.ObservedAccount;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Accounts that are never changed: bots, and those named by id or by a pattern of their login. */
public final class ProtectedAccounts {

  private final List<Pattern> patterns;

  /**
   * @param patterns ids or logins; {@code *} stands for any characters
   */
  public ProtectedAccounts(Collection<String> patterns) {
    this.patterns = patterns.stream().map(ProtectedAccounts::compile).toList();
  }

  public boolean matches(ObservedAccount account) {
    return account.bot() || names(account.id(), account.login());
  }

  /** Whether a pattern names this account, bot or not. */
  public boolean names(String id, String login) {
    return patterns.stream()
        .anyMatch(pattern ->
            pattern.matcher(id.toLowerCase(Locale.ROOT)).matches()
                || pattern.matcher(login.toLowerCase(Locale.ROOT)).matches());
  }

  private static Pattern compile(String pattern) {
    String expression =
        List.of(pattern.toLowerCase(Locale.ROOT).split("\\*", -1)).stream()
            .map(Pattern::quote)
            .reduce((left, right) -> left + ".*" + right)
            .orElse("");
    return Pattern.compile(expression);
  }
}
