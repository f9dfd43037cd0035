package dev.rolecall.processor.directory;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.AdoptCells;
import dev.rolecall.schemas.avro.Bundle;
import dev.rolecall.schemas.avro.ChangeGroup;
import dev.rolecall.schemas.avro.Command;
import dev.rolecall.schemas.avro.ConfirmDirectory;
import dev.rolecall.schemas.avro.CreateGroup;
import dev.rolecall.schemas.avro.CreateUser;
import dev.rolecall.schemas.avro.DecideHold;
import dev.rolecall.schemas.avro.DeleteGroup;
import dev.rolecall.schemas.avro.DeleteUser;
import dev.rolecall.schemas.avro.GroupVersion;
import dev.rolecall.schemas.avro.PauseTools;
import dev.rolecall.schemas.avro.PolicyFile;
import dev.rolecall.schemas.avro.PublishPolicy;
import dev.rolecall.schemas.avro.ReplaceUser;
import dev.rolecall.schemas.avro.Resync;
import dev.rolecall.schemas.avro.SetLink;
import dev.rolecall.schemas.avro.UndoCause;
import dev.rolecall.schemas.avro.User;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What identity providers and operators ask for in tests. The same words give the same ids. */
public final class Asked {

  public static final String ACME = "acme";
  public static final Instant MORNING = Instant.parse("2026-11-02T08:00:00Z");
  public static final Actor GRACE = new Actor(ActorKind.OPERATOR, "grace");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  static {
    // Avro makes only what the catalogue's codecs vouch for.
    Objects.requireNonNull(Topics.COMMANDS);
  }

  private Asked() {}

  public static String id(String word) {
    return UUID.nameUUIDFromBytes(word.getBytes(StandardCharsets.UTF_8)).toString();
  }

  public static User aUser(String name) {
    return User.newBuilder().setUserName(name + "@acme.example").build();
  }

  public static User suspended(User user) {
    return User.newBuilder(user).setActive(false).build();
  }

  public static User withTitle(User user, String title) {
    return User.newBuilder(user).setTitle(title).build();
  }

  public static CreateUser join(String name) {
    return new CreateUser(id(name), aUser(name));
  }

  public static ReplaceUser replace(String name, long basedOn, User user) {
    return new ReplaceUser(id(name), basedOn, user);
  }

  public static DeleteUser deleteUser(String name) {
    return new DeleteUser(id(name), null);
  }

  public static CreateGroup createGroup(String name, String... members) {
    return CreateGroup.newBuilder()
        .setId(id(name))
        .setDisplayName(name)
        .setMembers(ids(members))
        .build();
  }

  public static ChangeGroup add(String group, String... members) {
    return addIds(group, ids(members));
  }

  public static ChangeGroup addIds(String group, List<String> ids) {
    return ChangeGroup.newBuilder().setId(id(group)).setAdd(ids).build();
  }

  public static ChangeGroup remove(String group, String... members) {
    return ChangeGroup.newBuilder().setId(id(group)).setRemove(ids(members)).build();
  }

  public static ChangeGroup rename(String group, String displayName) {
    return ChangeGroup.newBuilder().setId(id(group)).setDisplayName(displayName).build();
  }

  public static ChangeGroup onlyIf(ChangeGroup change, long attributes, long members) {
    return ChangeGroup.newBuilder(change).setOnlyIf(new GroupVersion(attributes, members)).build();
  }

  public static DeleteGroup deleteGroup(String group) {
    return new DeleteGroup(id(group), null);
  }

  public static PublishPolicy publish(String digest) {
    return publish(digest, null, null);
  }

  public static PublishPolicy publish(
      String digest, @Nullable String commit, @Nullable Long onlyIf) {
    return new PublishPolicy(
        new Bundle(digest, commit, List.of(new PolicyFile("rules.yaml", "rules: []"))),
        onlyIf,
        null);
  }

  public static Command command(String word, Object intent, Instant receivedAt) {
    return new Command(
        id("command " + word),
        isForAllDirectories(intent) ? Keys.POLICY_DIRECTORY : ACME,
        "correlation-" + word,
        isForOperators(intent) ? GRACE : new Actor(ActorKind.IDP, "okta-2026"),
        "POST /scim/v2/Users",
        receivedAt,
        receivedAt.plus(PATIENCE),
        intent);
  }

  private static boolean isForAllDirectories(Object intent) {
    return intent instanceof PublishPolicy
        || intent instanceof DecideHold
        || intent instanceof PauseTools
        || intent instanceof Resync;
  }

  private static boolean isForOperators(Object intent) {
    return intent instanceof DecideHold
        || intent instanceof PauseTools
        || intent instanceof ConfirmDirectory
        || intent instanceof UndoCause
        || intent instanceof Resync
        || intent instanceof AdoptCells
        || intent instanceof SetLink;
  }

  private static List<String> ids(String... names) {
    return List.of(names).stream().map(Asked::id).toList();
  }
}
