package dev.rolecall.processor.access;

import dev.rolecall.policy.contract.Emails;
import dev.rolecall.schemas.avro.AccountKey;
import dev.rolecall.schemas.avro.Lookup;
import dev.rolecall.schemas.avro.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the account of a person in a tool is found and made: {@code find: [userName|before-at,
 * email]}, {@code create-as: "{userName|before-at}"}. Pure.
 */
public final class AccountRule {

  /** Each is a request to the tool. */
  private static final int MOST_FINDS = 8;

  private final List<AccountExpression> find;
  private final Optional<AccountTemplate> createAs;

  private AccountRule(List<AccountExpression> find, Optional<AccountTemplate> createAs) {
    this.find = List.copyOf(find);
    this.createAs = createAs;
  }

  /** What became of the two settings. */
  public sealed interface Parsed {
    record Usable(AccountRule rule) implements Parsed {}

    /** Everything that is wrong with them, for people. */
    record Broken(List<String> problems) implements Parsed {
      public Broken {
        problems = List.copyOf(problems);
      }
    }
  }

  /** What the rule gives for a person. */
  sealed interface Computed {
    record Key(AccountKey account) implements Computed {}

    /** There is no account without a key; says which attribute is missing, not whose. */
    record Missing(String message) implements Computed {}
  }

  /** Reads {@code find} and {@code create-as}; finds all problems at once. */
  public static Parsed parse(List<String> find, @Nullable String createAs) {
    List<String> problems = new ArrayList<>();
    if (find.isEmpty() && createAs == null) {
      problems.add("find is empty and there is no create-as: nobody would have an account");
    }
    if (find.size() > MOST_FINDS) {
      problems.add("find has more than %d entries".formatted(MOST_FINDS));
    }
    List<AccountExpression> expressions = new ArrayList<>();
    for (String text : find.subList(0, Math.min(find.size(), MOST_FINDS))) {
      AccountExpression.parse(text, problems).ifPresent(expressions::add);
    }
    Optional<AccountTemplate> template =
        createAs == null ? Optional.empty() : AccountTemplate.parse(createAs, problems);
    return problems.isEmpty()
        ? new Parsed.Usable(new AccountRule(expressions, template))
        : new Parsed.Broken(problems);
  }

  /** The account of a person, as access has it; empty: there is none for lack of an attribute. */
  public Optional<AccountKey> key(User user) {
    return switch (account(user)) {
      case Computed.Key(AccountKey key) -> Optional.of(key);
      case Computed.Missing missing -> Optional.empty();
    };
  }

  /** Whether it gives this person an account. */
  public boolean hasAccount(User user) {
    return switch (account(user)) {
      case Computed.Key key -> true;
      case Computed.Missing missing -> false;
    };
  }

  /**
   * The account of a person. Its key is the login to create when there is such a rule, else the
   * first lookup that has a value; in lower case, so that spelling makes no second account.
   */
  Computed account(User user) {
    List<Lookup> lookups = new ArrayList<>();
    for (AccountExpression expression : find) {
      expression
          .value(user)
          .ifPresent(value -> lookups.add(new Lookup(expression.lookup(), value)));
    }
    Optional<String> created = createAs.flatMap(template -> template.value(user));
    if (createAs.isPresent() && created.isEmpty()) {
      return new Computed.Missing("no account key: the person has no " + createAs.get().text());
    }
    if (createAs.isEmpty() && lookups.isEmpty()) {
      return new Computed.Missing("no account key: the person has no " + findText());
    }
    String key = created.orElseGet(() -> lookups.get(0).getValue());
    return new Computed.Key(
        AccountKey.newBuilder()
            .setKey(key.toLowerCase(Locale.ROOT))
            .setFind(lookups)
            .setCreateAs(created.orElse(null))
            .setEmail(Emails.of(user).orElse(null))
            .setDisplayName(user.getDisplayName())
            .build());
  }

  /** The two settings as they stand in the configuration. */
  @Override
  public String toString() {
    return "find [" + findText() + "] create-as " + createAs.map(AccountTemplate::text);
  }

  private String findText() {
    return find.stream().map(AccountExpression::text).collect(Collectors.joining(", "));
  }
}
