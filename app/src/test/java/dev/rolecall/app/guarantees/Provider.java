package dev.rolecall.app.guarantees;

import dev.rolecall.app.guarantees.UserModel.Call.Change;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * A client that writes and reads one request after the other, as its seed says. Others do the same
 * to the same people and groups at the same time.
 */
final class Provider {

  private static final int MOST_JOINERS = 4;
  private static final int LONGEST_THOUGHT_MILLIS = 60;

  private final String name;
  private final Scim scim;
  private final Staff staff;
  private final String prefix;
  private final RandomGenerator random;
  private final Map<String, Long> versions = new ConcurrentHashMap<>();
  private int number;
  private int joiners;

  /**
   * A client.
   *
   * @param prefix of the names of those whom it lets join
   */
  Provider(String name, Scim scim, Staff staff, String prefix, RandomGenerator random) {
    this.name = name;
    this.scim = scim;
    this.staff = staff;
    this.prefix = prefix;
    this.random = random;
  }

  /** Until it is enough. */
  void run(BooleanSupplier enough) {
    while (!enough.getAsBoolean()) {
      act();
      LockSupport.parkNanos(random.nextInt(LONGEST_THOUGHT_MILLIS) * 1_000_000L);
    }
  }

  private void act() {
    Staff.Person person = anyone();
    String group = staff.group(Company.GROUPS.get(random.nextInt(Company.GROUPS.size())));
    int dice = random.nextInt(100);
    if (dice < 18) {
      rename(person);
    } else if (dice < 28) {
      scim.read(person).ifPresent(seen -> versions.put(person.id(), seen.version()));
    } else if (dice < 36) {
      var unused = scim.find(person.userName());
    } else if (dice < 50) {
      var unused = scim.change(group, new GroupModel.Call.Change(Set.of(person.id()), Set.of()));
    } else if (dice < 62) {
      var unused = scim.change(group, new GroupModel.Call.Change(Set.of(), Set.of(person.id())));
    } else if (dice < 78) {
      scim.readGroup(group);
    } else if (dice < 88) {
      activate(person);
    } else if (dice < 93) {
      join();
    } else if (dice < 95) {
      leave(person);
    } else {
      project(person);
    }
  }

  private Staff.Person anyone() {
    List<Staff.Person> people = staff.people();
    return people.get(random.nextInt(people.size()));
  }

  private String fresh() {
    return name + "-" + ++number;
  }

  private void rename(Staff.Person person) {
    Optional<Long> version =
        random.nextInt(3) == 0 ? Optional.ofNullable(versions.get(person.id())) : Optional.empty();
    scim.change(person, new Change(Optional.of(fresh()), Optional.empty(), version));
  }

  /** Suspends and readmits, sometimes with all attributes; never those whose roles are held. */
  private void activate(Staff.Person person) {
    if (isKept(person)) {
      return;
    }
    Optional<String> displayName = random.nextInt(3) == 0 ? Optional.of(fresh()) : Optional.empty();
    boolean active = random.nextInt(5) > 1;
    scim.change(person, new Change(displayName, Optional.of(active), Optional.empty()));
  }

  private void join() {
    if (joiners < MOST_JOINERS) {
      joiners++;
      enrol(scim, staff, prefix + name + joiners + "@acme.example");
    }
  }

  /** Repeats until it is known that somebody is called so, as identity providers do. */
  static Staff.Person enrol(Scim scim, Staff staff, String userName) {
    staff.asked(userName);
    Optional<String> id = scim.create(userName, "new");
    while (id.isEmpty()) {
      id = scim.find(userName);
      if (id.isEmpty()) {
        id = scim.create(userName, "new");
      }
    }
    Staff.Person person = new Staff.Person(userName, id.get());
    staff.joined(person);
    return person;
  }

  /** Only those who joined during the load. */
  private void leave(Staff.Person person) {
    if (mayLeave(person)) {
      scim.delete(person, staff);
    }
  }

  private boolean mayLeave(Staff.Person person) {
    return person.userName().startsWith(prefix + "c");
  }

  /** A group that comes and goes. */
  private void project(Staff.Person person) {
    if (mayLeave(person)) {
      return;
    }
    scim.found("project-" + fresh(), Set.of(person.id()))
        .ifPresent(group -> {
          scim.readGroup(group);
          if (random.nextBoolean()) {
            scim.deleteGroup(group);
          }
          scim.readGroup(group);
        });
  }

  static boolean isKept(Staff.Person person) {
    return person.userName().contains("-kept");
  }
}
