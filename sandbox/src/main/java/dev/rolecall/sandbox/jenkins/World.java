package dev.rolecall.sandbox.jenkins;

import dev.rolecall.sandbox.http.Tokens;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** The state of the simulated Jenkins and who may do what in it. */
final class World {
  final JenkinsSeed seed;
  final Accounts accounts;
  final Strategy strategy = new Strategy();
  final TreeSet<String> items = new TreeSet<>();
  private final Set<String> folders = new HashSet<>();
  final List<String> agents = new ArrayList<>();
  boolean starting;

  World(JenkinsSeed seed, RandomGenerator random) {
    this.seed = seed;
    this.accounts = new Accounts(random);
    seed.users().forEach(this::plant);
    seed.roles().forEach(this::plant);
    seed.jobs().forEach(job -> addItem(job, false));
    seed.folders().forEach(folder -> addItem(folder, true));
    agents.addAll(seed.agents());
  }

  /** With the folders above it. */
  void addItem(String fullName, boolean folder) {
    int slash = fullName.lastIndexOf('/');
    if (slash > 0) {
      addItem(fullName.substring(0, slash), true);
    }
    items.add(fullName);
    if (folder) {
      folders.add(fullName);
    }
  }

  boolean isFolder(String fullName) {
    return folders.contains(fullName);
  }

  /**
   * Without role strategy the seed's administrators are administrators, and nobody else anything.
   */
  boolean permits(Viewer viewer, String permission) {
    return strategy.permits(viewer, permission);
  }

  boolean administers(Viewer viewer) {
    return permits(viewer, Permissions.ADMINISTER);
  }

  /** An item shows itself to whoever may read it and everything above it. */
  boolean shows(Viewer viewer, String fullName) {
    int slash = fullName.indexOf('/');
    while (slash > 0) {
      if (!readable(viewer, fullName.substring(0, slash))) {
        return false;
      }
      slash = fullName.indexOf('/', slash + 1);
    }
    return items.contains(fullName) && readable(viewer, fullName);
  }

  private boolean readable(Viewer viewer, String fullName) {
    return strategy.permits(viewer, Permissions.ITEM_READ, RoleType.ITEM, fullName);
  }

  private void plant(JenkinsSeed.User user) {
    Account account = accounts.record(user.id(), user.id());
    if (user.token() != null) {
      accounts.addToken(account, user.token());
    }
    if (user.password() != null) {
      account.password = Tokens.fingerprint(user.password());
    }
  }

  private void plant(JenkinsSeed.SeedRole planted) {
    Role role =
        new Role(planted.name(), Pattern.compile(planted.pattern()), "", planted.permissions());
    role.holders.addAll(planted.holders());
    strategy.add(planted.type(), role, false);
  }
}
