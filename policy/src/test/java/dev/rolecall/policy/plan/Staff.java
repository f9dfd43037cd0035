package dev.rolecall.policy.plan;

import dev.rolecall.policy.GroupMembership;
import dev.rolecall.policy.Loaded;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.Policy;
import dev.rolecall.policy.PolicyFile;
import dev.rolecall.policy.Resolution;
import dev.rolecall.policy.ResolvedGrant;
import dev.rolecall.policy.RoleKind;
import dev.rolecall.policy.ScopeShape;
import dev.rolecall.policy.ToolControl;
import dev.rolecall.policy.ToolShape;
import dev.rolecall.policy.Tools;
import dev.rolecall.policy.contract.Subjects;
import dev.rolecall.policy.plan.Comparison.Question;
import dev.rolecall.schemas.Codec;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AccountKey;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.GroupRef;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.Reason;
import dev.rolecall.schemas.avro.Standing;
import dev.rolecall.schemas.avro.Trigger;
import dev.rolecall.schemas.avro.User;
import dev.rolecall.schemas.avro.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** People of a company, with the access that a policy gave them. */
final class Staff {

  /** Avro makes our records only once codecs have vouched for them. */
  static final List<Codec<?>> VOUCHED_FOR =
      List.of(Topics.PEOPLE.values(), Topics.access("any").values());

  static final Instant NOW = Instant.parse("2026-09-01T08:00:00Z");

  static final Tools TOOLS =
      new Tools(
          Map.of(
              "gitlab",
              new ToolShape(
                  "gitlab",
                  List.of(
                      new ScopeShape(
                          "group or project",
                          "{**}",
                          RoleKind.LADDER,
                          List.of("guest", "developer", "maintainer", "owner")))),
              "jenkins",
              new ToolShape(
                  "jenkins",
                  List.of(
                      new ScopeShape(
                          "folder",
                          "folder:{}",
                          RoleKind.SET,
                          List.of("read", "build", "deploy"))))));

  static final String ENFORCED =
      """
      control:
        gitlab:  { mode: enforce, manage: ["**"] }
        jenkins: { mode: enforce, manage: ["folder:*"] }
      """;

  private final Map<Person, List<Access>> people = new LinkedHashMap<>();
  private final Policy inForce;

  /** A company whose access is by this policy. */
  Staff(Policy inForce) {
    this.inForce = inForce;
  }

  static Policy policy(String content) {
    return switch (Policies.load(
        List.of(new PolicyFile("a.yaml", "version: 1\npolicy: a\n" + content)), TOOLS)) {
      case Loaded.Usable usable -> usable.policy();
      case Loaded.Broken broken -> throw new AssertionError(broken.problems().toString());
    };
  }

  Staff with(String id, String... groups) {
    Person person = person(id, groups);
    List<Access> accesses = new ArrayList<>();
    Resolution.resolve(Subjects.of(person), inForce, NOW)
        .forEach((tool, grants) -> {
          if (!grants.isEmpty()) {
            accesses.add(access(person, tool, grants));
          }
        });
    people.put(person, accesses);
    return this;
  }

  Staff with(Person person, Access... accesses) {
    people.put(person, Arrays.asList(accesses));
    return this;
  }

  static Person person(String id, String... groups) {
    return Person.newBuilder()
        .setDirectory("acme")
        .setId(id)
        .setStanding(Standing.ACTIVE)
        .setUser(User.newBuilder().setUserName(id + "@acme.example").build())
        .setGroups(
            Arrays.stream(groups)
                .map(each -> new GroupRef(each, each, null, NOW, null, null))
                .toList())
        .build();
  }

  static Access access(Person person, String tool, List<ResolvedGrant> grants) {
    return Access.newBuilder()
        .setTool(tool)
        .setDirectory(person.getDirectory())
        .setPerson(person.getId())
        .setVersion(new Version(1L, 1L))
        .setSettings(new Version(1L, 1L))
        .setDisposition(Disposition.CONVERGE)
        .setAccount(AccountKey.newBuilder().setKey(person.getId()).setFind(List.of()).build())
        .setGrants(grants.stream().map(Staff::grant).toList())
        .setCause(
            new Cause(
                Trigger.SCIM, "c", "POST /Users", "r", new Actor(ActorKind.IDP, "okta"), NOW, NOW))
        .build();
  }

  private static Grant grant(ResolvedGrant grant) {
    return new Grant(
        grant.scope(),
        grant.role(),
        grant.ends(),
        grant.reasons().stream()
            .map(reason ->
                Reason.newBuilder()
                    .setRule(reason.rule())
                    .setFile(reason.file())
                    .setLine(reason.line())
                    .setBundle("d")
                    .setGroup(group(reason.group()))
                    .build())
            .toList());
  }

  private static @Nullable GroupRef group(@Nullable GroupMembership group) {
    return group == null
        ? null
        : new GroupRef(group.id(), group.name(), group.externalId(), group.since(), null, null);
  }

  PolicyPlan plan(Policy candidate) {
    return plan(question(candidate), everybody());
  }

  PolicyPlan plan(Question question, List<Person> order) {
    Comparison comparison = new Comparison(question);
    order.forEach(person -> comparison.add(person, people.getOrDefault(person, List.of())));
    return comparison.plan();
  }

  List<Access> accesses(Person person) {
    return people.getOrDefault(person, List.of());
  }

  List<Person> everybody() {
    return new ArrayList<>(people.keySet());
  }

  Question question(Policy candidate) {
    Map<String, ToolControl> settings = inForce.control();
    return new Question(
        candidate,
        TOOLS,
        Optional.of(inForce),
        settings,
        NOW,
        Map.of("gitlab", new CallCost(1, 2, 3)),
        (tool, user) -> !user.getUserName().startsWith("nobody"));
  }

  static ToolPlan tool(PolicyPlan plan, String name) {
    return plan.tools().stream().filter(each -> each.tool().equals(name)).findFirst().orElseThrow();
  }
}
