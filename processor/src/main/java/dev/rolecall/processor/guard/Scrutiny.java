package dev.rolecall.processor.guard;

import dev.rolecall.policy.text.ScopeGlob;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AccountKey;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Effect;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.HoldTrigger;
import dev.rolecall.schemas.avro.Lookup;
import dev.rolecall.schemas.avro.MinHolders;
import dev.rolecall.schemas.avro.Reason;
import dev.rolecall.schemas.avro.Tally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides hold: which of the changes of one person wait for somebody to decide, and for what
 * reason. The first of these that applies: a protected account; a directory that is still being
 * filled; a group that newly gives elevated roles; what one command does to a whole group; the
 * budget of removals; too few holders left.
 */
final class Scrutiny {

  /** Why something waits, and the effect of the command behind it, if it is that. */
  record Held(HoldKey key, @Nullable Effect effect) {
    static Held of(HoldKey key) {
      return new Held(key, null);
    }
  }

  private final Case asked;
  private final HoldBook book;
  private final Budgets budgets;

  Scrutiny(Case asked, HoldBook book, Budgets budgets) {
    this.asked = asked;
    this.book = book;
    this.budgets = budgets;
  }

  /** Of the leaving as a whole; empty: it passes, and counts. */
  Optional<Held> ofLeaving(boolean released) {
    if (isProtected()) {
      return Optional.of(Held.of(new HoldKey(HoldTrigger.PROTECTED, asked.person())));
    }
    return released ? Optional.empty() : loading().or(this::leavers);
  }

  /** Of each change; what is not in the answer passes, and counts. */
  Map<CellKey, Held> ofChanges(List<CellChange> changes, Set<CellKey> released) {
    Map<CellKey, Held> held = new LinkedHashMap<>();
    List<CellChange> removals = new ArrayList<>();
    for (CellChange change : changes) {
      Optional<Held> first = first(change, released.contains(change.key()));
      if (first.isPresent()) {
        held.put(change.key(), first.get());
      } else if (change.loss() && !released.contains(change.key())) {
        removals.add(change);
      }
    }
    if (!removals.isEmpty() && !isPlanned(removals.size())) {
      revokes(removals.size())
          .ifPresent(key -> removals.forEach(each -> held.put(each.key(), Held.of(key))));
    }
    for (CellChange change : changes) {
      if (change.loss() && !held.containsKey(change.key())) {
        tooFew(change).ifPresent(key -> held.put(change.key(), Held.of(key)));
      }
    }
    return held;
  }

  /** Of a loss: whether too few would be left, by the role that must be kept. */
  Optional<HoldKey> tooFew(CellChange loss) {
    for (MinHolders least : asked.control().getMinHolders()) {
      if (concerns(least, loss) && holders(least) - 1 < least.getHolders()) {
        String subject = Tallies.key(least.getScope(), least.getRole());
        return Optional.of(new HoldKey(HoldTrigger.MIN_HOLDERS, subject));
      }
    }
    return Optional.empty();
  }

  private Optional<Held> first(CellChange change, boolean released) {
    if (change.loss() && isProtected()) {
      return Optional.of(Held.of(new HoldKey(HoldTrigger.PROTECTED, asked.person())));
    }
    if (released) {
      return Optional.empty();
    }
    return (change.loss() ? loading() : newlyElevated(change)).or(() -> effect(change));
  }

  private boolean isProtected() {
    List<String> patterns = asked.control().getProtect();
    @Nullable Access before = asked.before();
    return before != null
        && !patterns.isEmpty()
        && names(before.getAccount())
            .anyMatch(name ->
                patterns.stream().anyMatch(pattern -> new ScopeGlob(pattern).matches(name)));
  }

  private static Stream<String> names(AccountKey account) {
    Stream<String> found = account.getFind().stream().map(Lookup::getValue);
    @Nullable String created = account.getCreateAs();
    return Stream.concat(
        Stream.concat(Stream.of(account.getKey()), Stream.ofNullable(created)), found);
  }

  private Optional<Held> loading() {
    String directory = asked.proposed().getDirectory();
    return asked.reads().isReady(asked.tool(), directory)
        ? Optional.empty()
        : Optional.of(Held.of(new HoldKey(HoldTrigger.LOADING, directory)));
  }

  private Optional<Held> effect(CellChange change) {
    for (Effect effect : asked.effects()) {
      if (Limits.isMuch(effect) && change.isThrough(effect.getGroup())) {
        switch (effect.getKind()) {
          case RENAMED -> {
            return Optional.of(held(HoldTrigger.GROUP_RENAMED, effect));
          }
          case EMPTIED -> {
            if (change.loss()) {
              return Optional.of(held(HoldTrigger.GROUP_EMPTIED, effect));
            }
          }
          case HALVED -> {
            if (change.loss()) {
              return Optional.of(held(HoldTrigger.GROUP_HALVED, effect));
            }
          }
          case DELETED -> {
            if (change.loss()) {
              return Optional.of(held(HoldTrigger.GROUP_DELETED, effect));
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Held held(HoldTrigger trigger, Effect effect) {
    return new Held(new HoldKey(trigger, effect.getId() + "/" + effect.getGroup()), effect);
  }

  private Optional<Held> newlyElevated(CellChange gain) {
    @Nullable Grant to = gain.to();
    if (to == null || !Elevation.isElevated(asked.control(), to)) {
      return Optional.empty();
    }
    @Nullable SeenBundle bundle = asked.reads().bundleSeen(asked.tool());
    Optional<Reason> reason = Elevation.byNewName(to, bundle == null ? null : bundle.since());
    return reason
        .map(each -> new HoldKey(HoldTrigger.NEWLY_ELEVATED, Elevation.subject(each)))
        .filter(key -> !book.isReleased(key))
        .map(Held::of);
  }

  private boolean isPlanned(int removals) {
    Cause cause = asked.proposed().getCause();
    return budgets.takePlanned(cause.getCommand(), removals);
  }

  private Optional<HoldKey> revokes(int removals) {
    HoldKey key = HoldKey.of(HoldTrigger.REVOKES);
    return book.isOpen(key) || !budgets.takeRevokes(removals) ? Optional.of(key) : Optional.empty();
  }

  private Optional<Held> leavers() {
    for (HoldTrigger kind :
        List.of(HoldTrigger.LEAVERS, HoldTrigger.DISABLES, HoldTrigger.DELETES)) {
      HoldKey key = HoldKey.of(kind);
      if (book.isOpen(key)) {
        return Optional.of(Held.of(key));
      }
    }
    return budgets.takeLeaver(asked.proposed().getDeleted()).map(HoldKey::of).map(Held::of);
  }

  private boolean concerns(MinHolders least, CellChange loss) {
    @Nullable Grant from = loss.from();
    @Nullable Grant to = loss.to();
    String scope = least.getScope();
    return from != null
        && from.getScope().equals(scope)
        && asked.order().covers(scope, from.getRole(), least.getRole())
        && (to == null || !asked.order().covers(scope, to.getRole(), least.getRole()));
  }

  private long holders(MinHolders least) {
    long holders = 0;
    for (Map.Entry<String, Tally> each :
        asked.reads().tallies(asked.tool(), least.getScope()).entrySet()) {
      if (asked.order().covers(least.getScope(), Tallies.role(each.getKey()), least.getRole())) {
        holders += each.getValue().getRoles();
      }
    }
    return holders;
  }
}
