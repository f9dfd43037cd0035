package dev.rolecall.processor.guard;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.Tally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How many accounts and roles a tool has by what was decided, and how many hold each role of a
 * scope. Follows from the accesses; kept beside them so that nobody has to count. Pure.
 */
final class Tallies {

  /** Between the parts of a key; no scope and no role holds it. */
  private static final char SEPARATOR = '\u0001';

  /** Key of the tool as a whole. */
  static final String ALL = "";

  private static final Tally NONE = new Tally(0L, 0L, List.of());

  private Tallies() {}

  static String key(String scope, String role) {
    return scope + SEPARATOR + role;
  }

  /** Before the keys of all roles of a scope. */
  static String prefix(String scope) {
    return scope + SEPARATOR;
  }

  static String scope(String key) {
    return key.substring(0, key.indexOf(SEPARATOR));
  }

  static String role(String key) {
    return key.substring(key.indexOf(SEPARATOR) + 1);
  }

  /** What changes when one access takes the place of another, by key. */
  static Map<String, Tally> after(
      @Nullable Access before, Access after, Function<String, @Nullable Tally> now) {
    String person = AccessWriter.personOf(after);
    Map<String, Tally> changed = new LinkedHashMap<>();
    long accounts = accounts(after) - accounts(before);
    long roles = (long) after.getGrants().size() - (before == null ? 0 : before.getGrants().size());
    if (accounts != 0 || roles != 0) {
      Tally all = of(now.apply(ALL));
      changed.put(ALL, new Tally(all.getAccounts() + accounts, all.getRoles() + roles, List.of()));
    }
    if (before != null) {
      for (Grant grant : before.getGrants()) {
        change(changed, now, grant, person, -1);
      }
    }
    after.getGrants().forEach(grant -> change(changed, now, grant, person, 1));
    changed.entrySet().removeIf(each -> each.getValue().equals(now.apply(each.getKey())));
    return changed;
  }

  private static void change(
      Map<String, Tally> changed,
      Function<String, @Nullable Tally> now,
      Grant grant,
      String person,
      int by) {
    String key = key(grant.getScope(), grant.getRole());
    @Nullable Tally seen = changed.get(key);
    Tally tally = seen == null ? of(now.apply(key)) : seen;
    List<String> people = new ArrayList<>(tally.getPeople());
    people.remove(person);
    if (by > 0 && people.size() < Limits.NAMED) {
      people.add(person);
    }
    changed.put(key, new Tally(0L, tally.getRoles() + by, people));
  }

  private static long accounts(@Nullable Access access) {
    return access != null
            && access.getDisposition() == Disposition.CONVERGE
            && !access.getGrants().isEmpty()
        ? 1
        : 0;
  }

  static Tally of(@Nullable Tally tally) {
    return tally == null ? NONE : tally;
  }
}
