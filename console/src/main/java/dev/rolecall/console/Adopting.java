package dev.rolecall.console;

import dev.rolecall.policy.RoleRanks;
import dev.rolecall.policy.text.ScopeGlob;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.Role;
import dev.rolecall.views.trail.TrailReader.Held;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What taking over the roles that are in a tool would mean, as things stand. Only roles of people
 * who are known there and have access by a policy, of directories that are complete.
 *
 * @param cells by directory, then person
 * @param loading roles of people whose directory is still being filled
 * @param others roles of people who have left, or whose account is somebody else's
 */
record Adopting(List<Found> cells, long loading, long others) {

  /** Of the largest company, each with several roles. */
  private static final int MOST_CELLS = 500_000;

  /**
   * A role that is there.
   *
   * @param explained whether access gives it, or more, anyway
   * @param guarded whether the account is one that nothing is taken from
   */
  record Found(
      String directory,
      String person,
      String scope,
      String role,
      boolean explained,
      boolean guarded) {

    String key() {
      return Keys.person(directory, person);
    }
  }

  /**
   * Which roles.
   *
   * @param scopes pattern; empty: all that are managed
   * @param explainedOnly leaves out what no rule gives
   */
  record Wanted(String tool, Optional<String> scopes, boolean explainedOnly) {}

  Adopting {
    cells = List.copyOf(cells);
  }

  /**
   * All that would be taken over now.
   *
   * @param guarded patterns of protected accounts
   * @throws Refused when it is too much
   */
  static Adopting of(Wanted wanted, ConsoleConfig config, List<String> guarded) {
    List<Held> there = config.trail().unexplained(wanted.tool(), MOST_CELLS + 1);
    if (there.size() > MOST_CELLS) {
      throw new Refused(422, "there are more than " + MOST_CELLS + " roles; that is too much");
    }
    Optional<ScopeGlob> scopes = wanted.scopes().map(ScopeGlob::new);
    Looking looking = new Looking(wanted, config, guarded);
    there.stream()
        .filter(each -> scopes.isEmpty() || scopes.get().matches(each.scope()))
        .forEach(looking::at);
    return new Adopting(looking.cells, looking.loading, looking.others);
  }

  /** Goes through the roles that are there; they come by person. */
  private static final class Looking {
    private final Wanted wanted;
    private final ConsoleConfig config;
    private final RoleRanks ranks;
    private final List<ScopeGlob> guards;
    private final Map<String, Boolean> ready = new HashMap<>();
    private final List<Found> cells = new ArrayList<>();
    private long loading;
    private long others;
    private String last = "";
    private Optional<Access> access = Optional.empty();

    Looking(Wanted wanted, ConsoleConfig config, List<String> guarded) {
      this.wanted = wanted;
      this.config = config;
      this.ranks = new RoleRanks(config.policyTools().tools());
      this.guards = guarded.stream().map(ScopeGlob::new).toList();
    }

    void at(Held each) {
      String person = Keys.person(each.directory(), each.person());
      if (!person.equals(last)) {
        // One person's access is in memory at a time.
        last = person;
        access = access(wanted.tool(), each, config);
      }
      if (access.isEmpty()) {
        others++;
      } else if (!ready.computeIfAbsent(each.directory(), config.directory()::isReady)) {
        loading++;
      } else {
        found(each, access.get(), ranks, guards)
            .filter(found -> found.explained() || !wanted.explainedOnly())
            .ifPresent(cells::add);
      }
    }
  }

  private static Optional<Access> access(String tool, Held held, ConsoleConfig config) {
    return config.trail().accesses(held.directory(), held.person()).stream()
        .filter(each -> each.getTool().equals(tool))
        .filter(each -> each.getDisposition() == Disposition.CONVERGE)
        .findFirst();
  }

  /** Empty: it was taken over already, and the connector has not looked since. */
  private static Optional<Found> found(
      Held held, Access access, RoleRanks ranks, List<ScopeGlob> guards) {
    if (access.getAdopted().contains(new Role(held.scope(), held.role()))) {
      return Optional.empty();
    }
    boolean explained =
        access.getGrants().stream()
            .filter(grant -> grant.getScope().equals(held.scope()))
            .anyMatch(grant -> covers(grant, held, access.getTool(), ranks));
    String key = access.getAccount().getKey();
    boolean guarded =
        guards.stream().anyMatch(each -> each.matches(key) || each.matches(held.login()));
    return Optional.of(
        new Found(held.directory(), held.person(), held.scope(), held.role(), explained, guarded));
  }

  private static boolean covers(Grant grant, Held held, String tool, RoleRanks ranks) {
    int wanted = ranks.of(tool, held.scope(), held.role());
    return grant.getRole().equals(held.role())
        || (ranks.isLadder(tool, held.scope())
            && wanted > 0
            && ranks.of(tool, held.scope(), grant.getRole()) >= wanted);
  }

  long explained() {
    return cells.stream().filter(Found::explained).count();
  }

  /** Of all that would be taken over: two with the same digest are the same. */
  String digest() {
    ShownDigest digest = new ShownDigest();
    for (Found cell : cells) {
      String explained = cell.explained() ? "+" : "-";
      for (String part : List.of(cell.key(), cell.scope(), cell.role(), explained)) {
        digest.add(part);
      }
    }
    return digest.hex();
  }
}
