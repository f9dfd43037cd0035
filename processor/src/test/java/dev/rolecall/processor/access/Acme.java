package dev.rolecall.processor.access;

import dev.rolecall.policy.Policies;
import dev.rolecall.policy.RoleKind;
import dev.rolecall.policy.ScopeShape;
import dev.rolecall.policy.ToolShape;
import dev.rolecall.schemas.Codec;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.Bundle;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.GroupRef;
import dev.rolecall.schemas.avro.PeopleEntry;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.PolicyFile;
import dev.rolecall.schemas.avro.Standing;
import dev.rolecall.schemas.avro.Trigger;
import dev.rolecall.schemas.avro.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An organisation with two tools, a small policy and people. */
final class Acme {

  static final Instant MORNING = Instant.parse("2026-11-02T08:00:00Z");

  static final String POLICY =
      """
      version: 1
      policy: engineering
      rules:
        - id: payments-team
          groups: team-payments
          grant:
            gitlab: { payments: developer }
            drone:  { server: user }
        - id: payments-leads
          groups: team-payments-leads
          grant:
            gitlab: { payments: maintainer }
      control:
        gitlab: { mode: enforce, manage: ["payments"] }
        drone:  { mode: enforce, manage: [server] }
      """;

  static {
    // Avro's builders refuse our records until the codec has vouched for them.
    Codec.of(PeopleEntry.class);
  }

  private Acme() {}

  static Map<String, ConfiguredTool> tools() {
    return Map.of("drone", drone(), "gitlab", gitlab());
  }

  static ConfiguredTool drone() {
    return new ConfiguredTool(
        new ToolShape(
            "drone",
            List.of(new ScopeShape("server", "server", RoleKind.LADDER, List.of("user", "admin")))),
        account(List.of("userName|before-at"), "{userName|before-at}"));
  }

  static ConfiguredTool gitlab() {
    return new ConfiguredTool(
        new ToolShape(
            "gitlab",
            List.of(
                new ScopeShape(
                    "group or project",
                    "{**}",
                    RoleKind.LADDER,
                    List.of("guest", "reporter", "developer", "maintainer", "owner")))),
        account(List.of("userName"), null));
  }

  private static AccountRule account(List<String> find, @Nullable String createAs) {
    return ((AccountRule.Parsed.Usable) AccountRule.parse(find, createAs)).rule();
  }

  static PeopleEntry bundle(long version, String policy) {
    List<PolicyFile> files = List.of(new PolicyFile("10.yaml", policy));
    String digest = Policies.digest(List.of(new dev.rolecall.policy.PolicyFile("10.yaml", policy)));
    return new PeopleEntry(
        cause(Trigger.POLICY, "publish-" + version),
        new BundleState(version, MORNING, new Bundle(digest, "c0ffee", files), List.of()),
        List.of());
  }

  static PeopleEntry active(String id, String... groups) {
    return person(id, Standing.ACTIVE, groups);
  }

  static PeopleEntry person(String id, Standing standing, String... groups) {
    return person(id, standing, user(id).build(), groups);
  }

  static User.Builder user(String id) {
    return User.newBuilder()
        .setUserName(id + "@acme.example")
        .setActive(true)
        .setDisplayName("Display of " + id);
  }

  static PeopleEntry person(String id, Standing standing, User user, String... groups) {
    List<GroupRef> refs = new ArrayList<>();
    Arrays.stream(groups)
        .sorted()
        .forEach(
            group -> refs.add(new GroupRef("id-of-" + group, group, null, MORNING, null, null)));
    return new PeopleEntry(
        cause(Trigger.SCIM, "command-of-" + id),
        new Person("acme", id, standing, user, refs, false),
        List.of());
  }

  /** Somebody active who is in one group since then. */
  static PeopleEntry member(String id, String group, Instant since) {
    return new PeopleEntry(
        cause(Trigger.SCIM, "command-of-" + id),
        new Person(
            "acme",
            id,
            Standing.ACTIVE,
            user(id).build(),
            List.of(new GroupRef("id-of-" + group, group, null, since, null, null)),
            false),
        List.of());
  }

  static Cause cause(Trigger trigger, String command) {
    return new Cause(
        trigger,
        command,
        "POST /scim/v2/Users",
        "correlation",
        new Actor(ActorKind.IDP, "okta-2026"),
        MORNING,
        MORNING);
  }
}
