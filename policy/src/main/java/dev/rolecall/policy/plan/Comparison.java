package dev.rolecall.policy.plan;

import dev.rolecall.policy.Policy;
import dev.rolecall.policy.Resolution;
import dev.rolecall.policy.Resolution.Resolved;
import dev.rolecall.policy.ResolvedGrant;
import dev.rolecall.policy.RoleRanks;
import dev.rolecall.policy.ToolControl;
import dev.rolecall.policy.Tools;
import dev.rolecall.policy.contract.Subjects;
import dev.rolecall.policy.plan.ToolTally.Role;
import dev.rolecall.policy.plan.ToolTally.Roles;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a bundle would give with what is in force, one person after the other; keeps
 * counts, samples and a digest, never the people. Their order makes no difference. For one thread.
 */
public final class Comparison {

  private final Question question;
  private final Safeguards safeguards;
  private final RoleRanks ranks;
  private final ChangeDigest digest;
  private final ChangeDigest removals = new ChangeDigest("");
  private final DroppedTemplates templates;
  private final FindingTally findings = new FindingTally();
  private final SortedMap<String, ToolTally> tallies = new TreeMap<>();
  private long people;
  private long touched;
  private long incomplete;

  /**
   * What is compared.
   *
   * @param candidate the bundle that would take the place
   * @param inForce the bundle in force; empty: there is none, or its tools are not there any more
   * @param settings of each tool, as they are now
   * @param at the moment the answer is for
   * @param costs of the connectors; a tool without one counts as {@link CallCost#UNKNOWN}
   */
  public record Question(
      Policy candidate,
      Tools tools,
      Optional<Policy> inForce,
      Map<String, ToolControl> settings,
      Instant at,
      Map<String, CallCost> costs,
      Accounts accounts) {
    public Question {
      settings = Map.copyOf(settings);
      costs = Map.copyOf(costs);
    }
  }

  /** Whether the configuration gives somebody an account in a tool. */
  @FunctionalInterface
  public interface Accounts {
    boolean has(String tool, User user);
  }

  public Comparison(Question question) {
    this.question = question;
    this.ranks = new RoleRanks(question.tools());
    this.digest = new ChangeDigest(question.candidate().digest());
    this.safeguards =
        Safeguards.of(question.candidate().safety(), question.inForce().map(Policy::safety));
    this.templates = DroppedTemplates.between(question.inForce(), question.candidate());
    question
        .candidate()
        .control()
        .forEach((tool, control) ->
            tallies.put(
                tool,
                new ToolTally(
                    tool,
                    now(tool),
                    control,
                    question.costs().getOrDefault(tool, CallCost.UNKNOWN),
                    safeguards)));
  }

  private ToolControl now(String tool) {
    return question.settings().getOrDefault(tool, ToolControl.UNMENTIONED);
  }

  /**
   * Adds a person with what the tools' topics say they should have, one entry for each tool where
   * that was ever decided.
   *
   * @return what whoever decides must know: all that is taken away, and the elevated roles that are
   *     given
   */
  public List<Change> add(Person person, List<Access> accesses) {
    people++;
    incomplete += person.getIncomplete() ? 1 : 0;
    Resolved resolved =
        Resolution.explain(Subjects.of(person), question.candidate(), question.at());
    findings.add(resolved.findings());
    Map<String, Access> byTool =
        accesses.stream().collect(Collectors.toMap(Access::getTool, access -> access));
    List<Change> changes = new ArrayList<>();
    List<Change> grave = new ArrayList<>();
    for (Map.Entry<String, ToolTally> each : tallies.entrySet()) {
      String tool = each.getKey();
      ToolTally tally = each.getValue();
      List<ResolvedGrant> then = resolved.grants().getOrDefault(tool, List.of());
      List<Change> here = changes(person, tally, tool, byTool.get(tool), then);
      List<Change> taken = here.stream().filter(tally::takes).toList();
      taken.forEach(removals::addRemoval);
      templates.add(taken, byTool.get(tool));
      here.stream().filter(one -> tally.takes(one) || tally.elevates(one)).forEach(grave::add);
      changes.addAll(here);
    }
    if (!changes.isEmpty()) {
      touched++;
      digest.add(changes);
    }
    return grave;
  }

  private List<Change> changes(
      Person person,
      ToolTally tally,
      String tool,
      @Nullable Access access,
      List<ResolvedGrant> then) {
    List<Grant> now = access == null ? List.of() : access.getGrants();
    if (waits(person, tool, access)) {
      if (!then.isEmpty()) {
        tally.waits();
      }
      return List.of();
    }
    List<Change> changes = new PersonChanges(person, tool, ranks).between(now, then);
    tally.add(
        new Roles(
            now.stream().map(each -> new Role(each.getScope(), each.getRole())).toList(),
            then.stream().map(each -> new Role(each.scope(), each.role())).toList()),
        changes);
    return changes;
  }

  /** Nothing a policy gives reaches somebody without an account, or whose account another has. */
  private boolean waits(Person person, String tool, @Nullable Access access) {
    if (access == null) {
      return !question.accounts().has(tool, person.getUser());
    }
    return switch (access.getDisposition()) {
      case CONVERGE, LEAVER -> false;
      case CONFLICT, SUPERSEDED -> true;
    };
  }

  /** What was found among everybody who was added; once, at the end. */
  public PolicyPlan plan() {
    List<ToolPlan> tools = new ArrayList<>();
    List<Hold> holds = new ArrayList<>();
    tallies.forEach((tool, tally) -> {
      ToolControl now = now(tool);
      ToolControl then = question.candidate().control().getOrDefault(tool, ToolControl.UNMENTIONED);
      Optional<SettingsChange> settings = SettingsChange.between(now, then);
      settings.ifPresent(change -> digest.add(tool, change));
      tools.add(tally.plan(settings));
      Holds.ofDropped(tool, now, then).ifPresent(holds::add);
      holds.addAll(tally.holds());
    });
    long elevated = tallies.values().stream().mapToLong(ToolTally::newlyElevated).sum();
    Holds.ofElevated(elevated, safeguards).ifPresent(holds::add);
    holds.addAll(templates.holds());
    return new PolicyPlan(
        question.at(),
        question.candidate().digest(),
        digest.hex(),
        removals.hex(),
        people,
        touched,
        incomplete,
        tools,
        findings.samples(),
        findings.total(),
        holds);
  }
}
