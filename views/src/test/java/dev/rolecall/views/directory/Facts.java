package dev.rolecall.views.directory;

import dev.rolecall.schemas.Codec;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.Bundle;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.DirectoryEntry;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.HeldBundle;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldState;
import dev.rolecall.schemas.avro.HoldTrigger;
import dev.rolecall.schemas.avro.Labelled;
import dev.rolecall.schemas.avro.Membership;
import dev.rolecall.schemas.avro.PlanSummary;
import dev.rolecall.schemas.avro.PolicyFile;
import dev.rolecall.schemas.avro.Trigger;
import dev.rolecall.schemas.avro.User;
import dev.rolecall.schemas.avro.UserState;
import dev.rolecall.views.log.LogRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries of the directory log of "acme". */
final class Facts {

  static final String ACME = "acme";
  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private static final Codec<DirectoryEntry> CODEC = Topics.DIRECTORY.values();

  private static final Cause CAUSE =
      new Cause(
          Trigger.SCIM, "c-1", "POST /Users", "r-1", new Actor(ActorKind.IDP, "okta"), NOON, NOON);

  private Facts() {}

  static LogRecord user(String id, String userName, Instant created, String... emails) {
    List<Labelled> labelled =
        Arrays.stream(emails).map(email -> Labelled.newBuilder().setValue(email).build()).toList();
    User user = User.newBuilder().setUserName(userName).setEmails(labelled).build();
    user.setExternalId("ext-" + id);
    return entry(Keys.user(ACME, id), new UserState(id, 1L, created, created, user));
  }

  static LogRecord titled(String id, @Nullable String title, Instant created) {
    User user = User.newBuilder().setUserName(id + "@x.example").setTitle(title).build();
    return entry(Keys.user(ACME, id), new UserState(id, 1L, created, created, user));
  }

  static LogRecord group(String id, String name) {
    return entry(
        Keys.group(ACME, id), new GroupState(id, 1L, 0L, NOON, NOON, name, null, 0, 0, null));
  }

  static LogRecord member(String group, String member) {
    return member(group, member, NOON);
  }

  static LogRecord member(String group, String member, Instant since) {
    return entry(Keys.member(ACME, group, member), new Membership(group, member, since));
  }

  /** A bundle that waits, or waits no longer. */
  static LogRecord heldBundle(String digest, HoldState state) {
    Hold hold =
        Hold.newBuilder()
            .setId("policy.3f9c2a1b")
            .setTrigger(HoldTrigger.POLICY_CHANGE)
            .setState(state)
            .setCause(CAUSE)
            .setOpenedAt(NOON)
            .setRevision(1)
            .setPeople(0)
            .setCells(6)
            .setTotal(6)
            .setDetail("would revoke or lower 6 of 6 roles in gitlab")
            .setRemedy("look")
            .build();
    Bundle bundle = new Bundle(digest, null, List.of(new PolicyFile("a.yaml", "rules: []")));
    PlanSummary plan = new PlanSummary("p", "r", List.of(), List.of());
    return entry(Keys.heldBundle(Keys.POLICY_DIRECTORY), new HeldBundle(bundle, plan, hold));
  }

  static LogRecord tombstone(String key) {
    return record(key, null);
  }

  private static LogRecord entry(String key, Object fact) {
    return record(key, CODEC.encode(new DirectoryEntry(ACME, CAUSE, fact)));
  }

  private static LogRecord record(String key, byte @Nullable [] value) {
    return new LogRecord(Topics.DIRECTORY.name(), 0, 0, key, value);
  }
}
