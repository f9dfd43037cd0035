package dev.rolecall.processor.access;

import dev.rolecall.policy.Resolution;
import dev.rolecall.policy.contract.Subjects;
import dev.rolecall.processor.guard.AccessContent;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AccountKey;
import dev.rolecall.schemas.avro.Bundle;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.GroupRef;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.Standing;
import dev.rolecall.schemas.avro.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is proposed for a person: the full access in each configured tool, where it differs from
 * what was proposed before. Pure.
 */
final class Proposing {

  /** The guard gives versions; a proposal has none. */
  private static final Version NOT_YET = new Version(0L, 0L);

  private final Map<String, AccountRule> accounts = new TreeMap<>();

  Proposing(Map<String, ConfiguredTool> tools) {
    tools.forEach((tool, configured) -> accounts.put(tool, configured.account()));
  }

  /**
   * What follows for one person.
   *
   * @param findings all that there are now
   * @param next when time alone changes the answer; empty: never
   */
  record Proposed(List<Access> accesses, List<Finding> findings, Optional<Instant> next) {}

  /**
   * Resolves the person.
   *
   * @param before by tool, what was proposed last; null: nothing ever
   */
  Proposed propose(
      Person person,
      PolicyInForce inForce,
      Function<String, @Nullable Access> before,
      Cause cause,
      Instant at) {
    Resolution.Resolved resolved = Resolution.explain(Subjects.of(person), inForce.policy(), at);
    List<Access> accesses = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    resolved.findings().forEach(each -> findings.add(finding(each, inForce.bundle())));
    accounts.forEach((tool, rule) -> {
      @Nullable Access last = before.apply(tool);
      List<Grant> grants =
          person.getStanding() == Standing.ACTIVE
              ? Grants.of(
                  resolved.grants().getOrDefault(tool, List.of()), inForce.bundle(), named(person))
              : new ArrayList<>();
      if (last == null && grants.isEmpty()) {
        // Somebody who never had anything here leaves no trace here.
        return;
      }
      switch (account(rule, person, last)) {
        case AccountRule.Computed.Missing(String message) ->
            findings.add(new Finding(tool, "no-account-key", message, List.of()));
        case AccountRule.Computed.Key(AccountKey account) -> {
          Access access = access(tool, person, account, grants, cause);
          if (differs(access, last)) {
            accesses.add(access);
          }
        }
      }
    });
    return new Proposed(accesses, findings, resolved.next());
  }

  /** Since when each group of the person has had its name. */
  private static Map<String, Instant> named(Person person) {
    Map<String, Instant> named = new HashMap<>();
    for (GroupRef group : person.getGroups()) {
      if (group.getNamed() != null) {
        named.put(group.getId(), group.getNamed());
      }
    }
    return named;
  }

  /** Whether the directory has deleted somebody or only suspended them is the guard's to know. */
  private static boolean differs(Access access, @Nullable Access last) {
    return last == null
        || access.getDeleted() != last.getDeleted()
        || !AccessContent.of(access).equals(AccessContent.of(last));
  }

  private static Finding finding(Resolution.Finding found, Bundle bundle) {
    return new Finding(
        found.tool(),
        found.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        found.message() + ": " + found.remedy(),
        List.of(Grants.reason(found.reason(), bundle)));
  }

  /** Who has an account keeps it, also when the attribute it was named after is gone. */
  private static AccountRule.Computed account(
      AccountRule rule, Person person, @Nullable Access last) {
    AccountRule.Computed computed = rule.account(person.getUser());
    return switch (computed) {
      case AccountRule.Computed.Key key -> key;
      case AccountRule.Computed.Missing missing ->
          last == null ? missing : new AccountRule.Computed.Key(last.getAccount());
    };
  }

  private static Access access(
      String tool, Person person, AccountKey account, List<Grant> grants, Cause cause) {
    return Access.newBuilder()
        .setTool(tool)
        .setDirectory(person.getDirectory())
        .setPerson(person.getId())
        .setVersion(NOT_YET)
        .setSettings(NOT_YET)
        .setDisposition(disposition(person.getStanding()))
        .setAccount(account)
        .setGrants(grants)
        .setCause(cause)
        .setDeleted(person.getStanding() == Standing.DELETED)
        .build();
  }

  private static Disposition disposition(Standing standing) {
    return switch (standing) {
      case ACTIVE -> Disposition.CONVERGE;
      case INACTIVE, DELETED -> Disposition.LEAVER;
    };
  }
}
