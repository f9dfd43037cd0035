package dev.rolecall.ingest.http;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.ChangeGroup;
import dev.rolecall.schemas.avro.Command;
import dev.rolecall.schemas.avro.CreateGroup;
import dev.rolecall.schemas.avro.CreateUser;
import dev.rolecall.schemas.avro.DeleteGroup;
import dev.rolecall.schemas.avro.DeleteUser;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.Membership;
import dev.rolecall.schemas.avro.Refusal;
import dev.rolecall.schemas.avro.Rejected;
import dev.rolecall.schemas.avro.ReplaceUser;
import dev.rolecall.schemas.avro.User;
import dev.rolecall.schemas.avro.UserState;
import dev.rolecall.service.exchange.Answer;
import dev.rolecall.service.exchange.Commands;
import dev.rolecall.service.exchange.Question;
import dev.rolecall.views.directory.OpenView;
import dev.rolecall.views.log.LogRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One directory with the rules of the real one: uniqueness, versions, memberships as edges. What it
 * decides goes into a real view, as it would through the directory log.
 */
final class MemoryDirectory implements Commands, AutoCloseable {

  static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

  /** Every command that was asked, as it would be on the topic. */
  final List<Command> commands = new ArrayList<>();

  /** Answers to give instead of deciding, first come first served. */
  final Deque<Function<Question, CompletableFuture<Answer>>> instead = new ArrayDeque<>();

  final Map<String, UserState> users = new LinkedHashMap<>();
  private final Map<String, GroupState> groups = new LinkedHashMap<>();
  private final Map<String, TreeSet<String>> members = new LinkedHashMap<>();

  /** What is read. */
  final WatchedDirectory reader;

  private final String name;
  private final Path folder;
  private final OpenView view;
  private long position;
  private Instant now = START;

  MemoryDirectory(String name) throws Exception {
    this.name = name;
    this.folder = Files.createTempDirectory("directory");
    this.view = OpenView.of(folder.resolve("directory.db"));
    this.reader = new WatchedDirectory(view.reader());
  }

  @Override
  public synchronized CompletableFuture<Answer> ask(Question question) {
    commands.add(onTheTopic(question));
    Function<Question, CompletableFuture<Answer>> other = instead.poll();
    return other == null
        ? CompletableFuture.completedFuture(decide(question))
        : other.apply(question);
  }

  /** Through the codec and back: what cannot be encoded fails here, as it would for real. */
  private Command onTheTopic(Question question) {
    Command command =
        new Command(
            "c-" + commands.size(),
            question.directory(),
            question.correlation(),
            question.actor(),
            question.request(),
            question.receivedAt(),
            question.receivedAt(),
            question.intent());
    return Topics.COMMANDS.values().decode(Topics.COMMANDS.values().encode(command));
  }

  synchronized Answer decide(Question question) {
    now = now.plusSeconds(1);
    return switch (question.intent()) {
      case CreateUser create -> create(create);
      case ReplaceUser replace -> replace(replace);
      case DeleteUser delete -> delete(delete);
      case CreateGroup create -> create(create);
      case ChangeGroup change -> change(change);
      case DeleteGroup delete -> delete(delete);
      default -> throw new AssertionError("not an intent of SCIM");
    };
  }

  private Answer create(CreateUser create) {
    if (isTaken(create.getUser(), create.getId())) {
      return refused(Refusal.UNIQUENESS, "userName is taken");
    }
    put(new UserState(create.getId(), 1L, now, now, create.getUser()));
    return accepted(create.getId(), 1, 0, now);
  }

  private Answer replace(ReplaceUser replace) {
    UserState current = users.get(replace.getId());
    if (current == null) {
      return refused(Refusal.NOT_FOUND, "no such user");
    }
    if (current.getVersion() != replace.getBasedOn()) {
      return refused(Refusal.VERSION_MISMATCH, "another version");
    }
    if (isTaken(replace.getUser(), replace.getId())) {
      return refused(Refusal.UNIQUENESS, "userName is taken");
    }
    long version = current.getVersion() + 1;
    Instant created = current.getCreated();
    put(new UserState(replace.getId(), version, created, now, replace.getUser()));
    return accepted(replace.getId(), version, 0, created);
  }

  private Answer delete(DeleteUser delete) {
    UserState current = users.get(delete.getId());
    if (current == null) {
      return refused(Refusal.NOT_FOUND, "There is no such user.");
    }
    if (delete.getOnlyIf() != null && delete.getOnlyIf() != current.getVersion()) {
      return refused(Refusal.VERSION_MISMATCH, "another version");
    }
    users.remove(delete.getId());
    List<LogRecord> gone = new ArrayList<>();
    gone.add(Entries.tombstone(Keys.user(name, delete.getId())));
    members.forEach((group, each) -> {
      if (each.remove(delete.getId())) {
        gone.add(Entries.tombstone(Keys.member(name, group, delete.getId())));
      }
    });
    feed(gone);
    return accepted(delete.getId(), current.getVersion() + 1, 0, current.getCreated());
  }

  private Answer create(CreateGroup create) {
    boolean isTaken =
        groups.values().stream()
            .anyMatch(each -> each.getDisplayName().equalsIgnoreCase(create.getDisplayName()));
    if (isTaken) {
      return refused(Refusal.UNIQUENESS, "displayName is taken");
    }
    members.put(create.getId(), new TreeSet<>(create.getMembers()));
    feed(edges(create.getId(), create.getMembers(), List.of()));
    put(create.getId(), 1, 1, now, create.getDisplayName(), create.getExternalId());
    return accepted(create.getId(), 1, 1, now);
  }

  private Answer change(ChangeGroup change) {
    GroupState current = groups.get(change.getId());
    if (current == null) {
      return refused(Refusal.NOT_FOUND, "There is no such group.");
    }
    var onlyIf = change.getOnlyIf();
    if (onlyIf != null
        && (onlyIf.getAttributes() != current.getVersion()
            || onlyIf.getMembers() != current.getMemberVersion())) {
      return refused(Refusal.VERSION_MISMATCH, "another version");
    }
    TreeSet<String> edges = members.getOrDefault(change.getId(), new TreeSet<>());
    boolean isLess = edges.removeAll(change.getRemove());
    boolean isOther = edges.addAll(change.getAdd()) || isLess;
    feed(edges(change.getId(), change.getAdd(), change.getRemove()));
    String displayName =
        Optional.ofNullable(change.getDisplayName()).orElse(current.getDisplayName());
    String sent = change.getExternalId();
    String externalId = sent == null ? current.getExternalId() : sent.isEmpty() ? null : sent;
    boolean isRenamed = !displayName.equals(current.getDisplayName());
    long version = current.getVersion() + (isRenamed ? 1 : 0);
    long memberVersion = current.getMemberVersion() + (isOther ? 1 : 0);
    put(change.getId(), version, memberVersion, current.getCreated(), displayName, externalId);
    return accepted(change.getId(), version, memberVersion, current.getCreated());
  }

  private Answer delete(DeleteGroup delete) {
    GroupState current = groups.remove(delete.getId());
    if (current == null) {
      return refused(Refusal.NOT_FOUND, "There is no such group.");
    }
    TreeSet<String> edges = members.remove(delete.getId());
    List<LogRecord> gone = edges(delete.getId(), List.of(), edges == null ? List.of() : edges);
    gone.add(Entries.tombstone(Keys.group(name, delete.getId())));
    feed(gone);
    return accepted(delete.getId(), current.getVersion() + 1, 0, current.getCreated());
  }

  private void put(
      String id,
      long version,
      long memberVersion,
      Instant created,
      String displayName,
      @Nullable String externalId) {
    int count = members.getOrDefault(id, new TreeSet<>()).size();
    GroupState group =
        new GroupState(
            id, version, memberVersion, created, now, displayName, externalId, count, 0, null);
    groups.put(id, group);
    feed(List.of(Entries.fact(Keys.group(name, id), group)));
  }

  private void put(UserState user) {
    users.put(user.getId(), user);
    feed(List.of(Entries.fact(Keys.user(name, user.getId()), user)));
  }

  /** Somebody else changes a user: it has another version now. */
  synchronized void touch(String id) {
    UserState user = Objects.requireNonNull(users.get(id));
    put(
        new UserState(
            id, user.getVersion() + 1, user.getCreated(), user.getLastModified(), user.getUser()));
  }

  private List<LogRecord> edges(String group, Collection<String> add, Collection<String> remove) {
    List<LogRecord> records = new ArrayList<>();
    for (String member : remove) {
      records.add(Entries.tombstone(Keys.member(name, group, member)));
    }
    for (String member : add) {
      records.add(
          Entries.fact(Keys.member(name, group, member), new Membership(group, member, START)));
    }
    return records;
  }

  private void feed(List<LogRecord> records) {
    try {
      if (!records.isEmpty()) {
        view.apply(++position, records.toArray(LogRecord[]::new));
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private boolean isTaken(User user, String id) {
    return users.values().stream()
        .anyMatch(each ->
            !each.getId().equals(id)
                && each.getUser().getUserName().equalsIgnoreCase(user.getUserName()));
  }

  private Answer accepted(String id, long version, long memberVersion, Instant created) {
    return new Answer.Done(new Accepted(true, id, version, memberVersion, created, now, null));
  }

  private static Answer refused(Refusal refusal, String detail) {
    return new Answer.Refused(new Rejected(refusal, detail, null));
  }

  @Override
  public void close() {
    view.close();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
