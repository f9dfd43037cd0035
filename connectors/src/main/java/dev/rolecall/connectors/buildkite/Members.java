package dev.rolecall.connectors.buildkite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.Whom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Finds members. REST finds nobody by an address, so the list is read and kept for a while. */
final class Members {
  /** Many people share one list. */
  private static final Duration AGE = Duration.ofMinutes(5);

  /**
   * Somebody whom the list does not have may have accepted an invitation since, also one that
   * another process sent: then it is read anew. People who join at once share it for this long; no
   * process takes over the work of another faster.
   */
  private static final Duration SILENT_AGE = Duration.ofSeconds(2);

  private final Buildkite buildkite;
  private final Optional<Graphql> graphql;
  private final Remembered<Map<String, String>> addresses;

  /**
   * Addresses whose invitation this process sent or saw; Buildkite allows some twenty at a time.
   */
  private final Set<String> invited = ConcurrentHashMap.newKeySet();

  /** A member, and by which way it was found. */
  record Found(Member member, String by) {}

  Members(Buildkite buildkite, Optional<Graphql> graphql, InstantSource time) {
    this.buildkite = buildkite;
    this.graphql = graphql;
    this.addresses = new Remembered<>(time, AGE);
  }

  /** By id once there is one, and then by nothing else. */
  Optional<Found> find(Whom whom) throws ToolException {
    if (whom.nativeId().isPresent()) {
      return byId(whom.nativeId().get()).map(member -> new Found(member, "id"));
    }
    for (Whom.Lookup lookup : whom.find()) {
      Optional<Member> member =
          switch (lookup.by()) {
            case EMAIL -> byEmail(lookup.value());
            case LOGIN, EXTERNAL_ID -> Optional.empty();
          };
      if (member.isPresent()) {
        return member.map(found -> new Found(found, "email"));
      }
    }
    return Optional.empty();
  }

  /** A 404 may mean that we may not see anybody: then the list cannot be read either. */
  Optional<Member> byId(String id) throws ToolException {
    Optional<JsonNode> found = buildkite.find(buildkite.get("/members/{user}", id));
    if (found.isEmpty()) {
      buildkite.read(buildkite.get("/members").with("per_page", "1"));
      return Optional.empty();
    }
    return Optional.of(Member.of(found.get()));
  }

  /** By the primary address, without regard to case. */
  Optional<Member> byEmail(String email) throws ToolException {
    if (graphql.isPresent()) {
      return graphql.get().memberByEmail(email);
    }
    Optional<Map<String, String>> known = addresses.get();
    Map<String, String> ids = known.isPresent() ? known.get() : addresses.put(read());
    String address = email.toLowerCase(Locale.ROOT);
    if (!ids.containsKey(address) && addresses.isOlderThan(SILENT_AGE)) {
      ids = addresses.put(read());
    }
    String id = ids.get(address);
    return id == null ? Optional.empty() : byId(id);
  }

  /** An invitation to this address is open. */
  void sawInvited(String email) {
    invited.add(email.toLowerCase(Locale.ROOT));
  }

  /**
   * Finds somebody whose invitation is open no more, though it was: perhaps it was accepted since
   * the list was read.
   */
  Optional<Found> findInvited(Whom whom) throws ToolException {
    if (whom.email().isEmpty() || !invited.remove(whom.email().get().toLowerCase(Locale.ROOT))) {
      return Optional.empty();
    }
    forget();
    return find(whom);
  }

  /** The list is not to be trusted any longer. */
  void forget() {
    addresses.forget();
  }

  Collection<Member> all() throws ToolException {
    Map<String, Member> members = new LinkedHashMap<>();
    for (JsonNode row : buildkite.all(buildkite.get("/members"))) {
      Member member = Member.of(row);
      members.put(member.id(), member);
    }
    return members.values();
  }

  /** A token that may not read invitations sends none either; the health names the scope. */
  private void seeInvited() throws ToolException {
    try {
      for (JsonNode row : buildkite.all(buildkite.get("/invitations"))) {
        sawInvited(row.path("email").asText(""));
      }
    } catch (ToolException unread) {
      if (unread.kind() != ToolException.Kind.UNAUTHORISED) {
        throw unread;
      }
    }
  }

  private Map<String, String> read() throws ToolException {
    // Before the members: who accepts in between is in both.
    seeInvited();
    Map<String, String> ids = new HashMap<>();
    for (Member member : all()) {
      ids.put(member.email().toLowerCase(Locale.ROOT), member.id());
    }
    return ids;
  }
}
