package dev.rolecall.app.guarantees;

import dev.rolecall.sandbox.gitlab.GitlabUser;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Phase;
import dev.rolecall.schemas.avro.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Guarantee 5: each call that changed something in a tool has an entry in the audit that was
 * planned before it, was not settled yet, and names its cause; and each plan is settled.
 */
final class NoEffectWithoutRecord implements Guarantee {

  /** Two processes stamp the time on one machine. */
  private static final Duration SLACK = Duration.ofMillis(50);

  private static final Pattern USER_IN_PATH = Pattern.compile("/(?:users|members)/([^/]+)");
  private static final Pattern USER_IN_BODY = Pattern.compile("\"user_id\":\"?(\\d+)");
  private static final Pattern LOGIN_IN_BODY =
      Pattern.compile("\"(?:username|login)\":\"([^\"]+)\"");
  private static final Pattern SCOPE = Pattern.compile("/groups/([^/]+)/members");

  private record Plan(AuditEntry planned, Optional<Instant> settled) {
    boolean covers(Writes.Write write, String person, Set<AuditType> types, String scope) {
      Target target = Objects.requireNonNull(planned.getTarget());
      return target.getTool().equals(write.tool())
          && person.equals(planned.getDirectory() + "/" + planned.getPerson())
          && types.contains(planned.getType())
          && (scope.isEmpty() || scope.equals(target.getScope()))
          && !planned.getOccurredAt().minus(SLACK).isAfter(write.at())
          && settled.map(at -> !write.at().isAfter(at.plus(SLACK))).orElse(true);
    }
  }

  @Override
  public String promise() {
    return "each effect in a tool has a record before it that names its cause; each is settled";
  }

  @Override
  public List<String> check(Quiet quiet) {
    List<String> problems = new ArrayList<>();
    List<AuditEntry> audit = quiet.audit();
    List<Plan> plans = plans(audit, problems);
    Set<String> accepted =
        quiet.outcomes().stream()
            .map(each -> Objects.requireNonNull(each.value()).getCommand())
            .collect(Collectors.toSet());
    for (Plan plan : plans) {
      if (!accepted.contains(plan.planned().getCause().getCommand())) {
        problems.add("planned without a cause: " + plan.planned().getId());
      }
    }
    Map<String, String> loginById =
        quiet.cluster().sandbox().gitlab("gitlab").users().stream()
            .collect(Collectors.toMap(user -> Long.toString(user.id()), GitlabUser::username));
    Map<String, String> persons = quiet.personByLogin();
    for (Writes.Write write : quiet.writes()) {
      String login = login(write, loginById);
      String person = persons.get(login);
      if (person == null) {
        // Not of this seed; OthersAreLeftAlone looks at these.
        continue;
      }
      Set<AuditType> types = types(write);
      String scope = first(SCOPE, write.path()).orElse("");
      if (plans.stream().noneMatch(plan -> plan.covers(write, person, types, scope))) {
        problems.add("%s: %s of %s was not planned".formatted(write, types, person));
      }
    }
    return problems;
  }

  private static List<Plan> plans(List<AuditEntry> audit, List<String> problems) {
    Map<String, Instant> settled = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (AuditEntry entry : audit) {
      if (!seen.add(entry.getId())) {
        problems.add("two entries: " + entry.getId());
      }
      if (entry.getIntent() != null && entry.getPhase() != Phase.PLANNED) {
        settled.merge(
            change(entry), entry.getOccurredAt(), (one, two) -> one.isAfter(two) ? one : two);
      }
    }
    List<Plan> plans = new ArrayList<>();
    for (AuditEntry entry : audit) {
      if (entry.getIntent() != null && entry.getPhase() == Phase.PLANNED) {
        Optional<Instant> at = Optional.ofNullable(settled.get(change(entry)));
        plans.add(new Plan(entry, at));
        if (at.isEmpty()) {
          problems.add("planned and never settled: " + entry.getId());
        }
      }
    }
    return plans;
  }

  /** Intent and number of the change: the id without the phase. */
  private static String change(AuditEntry entry) {
    return entry.getId().substring(0, entry.getId().lastIndexOf('/'));
  }

  static String login(Writes.Write write, Map<String, String> loginById) {
    Optional<String> id =
        first(USER_IN_PATH, write.path()).or(() -> first(USER_IN_BODY, write.body()));
    return id.map(it -> loginById.getOrDefault(it, it))
        .or(() -> first(LOGIN_IN_BODY, write.body()))
        .orElse("");
  }

  private static Set<AuditType> types(Writes.Write write) {
    boolean members = write.path().contains("/members");
    return switch (write.method()) {
      case "POST" -> members ? EnumSet.of(AuditType.ROLE_GRANTED) : ofAccount(write.path());
      case "PUT" ->
          EnumSet.of(AuditType.ROLE_CHANGED, AuditType.END_CHANGED, AuditType.ROLE_GRANTED);
      case "DELETE" ->
          members
              ? EnumSet.of(AuditType.ROLE_REVOKED)
              : EnumSet.of(
                  AuditType.ACCOUNT_DELETED,
                  AuditType.ACCOUNT_DISABLED,
                  AuditType.CREDENTIALS_REVOKED,
                  AuditType.ROLE_REVOKED);
      default -> EnumSet.complementOf(EnumSet.of(AuditType.FINDING));
    };
  }

  private static Set<AuditType> ofAccount(String path) {
    String last = path.substring(path.lastIndexOf('/') + 1);
    return switch (last) {
      // Drone's connector ends the token before it takes the role away.
      case "rotate" -> EnumSet.of(AuditType.CREDENTIALS_REVOKED, AuditType.ROLE_REVOKED);
      case "block", "deactivate" -> EnumSet.of(AuditType.ACCOUNT_DISABLED);
      case "unblock", "activate" -> EnumSet.of(AuditType.ACCOUNT_ENABLED);
      // Of Drone an account is its role.
      case "users" -> EnumSet.of(AuditType.ACCOUNT_CREATED, AuditType.ROLE_GRANTED);
      default -> EnumSet.complementOf(EnumSet.of(AuditType.FINDING));
    };
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
