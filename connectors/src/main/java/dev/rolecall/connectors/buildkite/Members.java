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

/** Finds members. REST finds nobody by an address, so the list is read and kept for a while. */
final class Members {
  /** Many people share one list. */
  private static final Duration AGE = Duration.ofMinutes(5);

  /**
   * Somebody whom the list does not have may have accepted an invitation since: then it is read
   * anew, but not more often than this, because it may have many pages.
   */
  private static final Duration SILENT_AGE = Duration.ofSeconds(30);

  private final Buildkite buildkite;
  private final Optional<Graphql> graphql;
  private final Remembered<Map<String, String>> addresses;

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

  private Map<String, String> read() throws ToolException {
    Map<String, String> ids = new HashMap<>();
    for (Member member : all()) {
      ids.put(member.email().toLowerCase(Locale.ROOT), member.id());
    }
    return ids;
  }
}
