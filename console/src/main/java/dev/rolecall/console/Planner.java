package dev.rolecall.console;

import dev.rolecall.policy.LeaversMode;
import dev.rolecall.policy.Loaded;
import dev.rolecall.policy.Mode;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.Policy;
import dev.rolecall.policy.PolicyFile;
import dev.rolecall.policy.Problem;
import dev.rolecall.policy.ScopeMode;
import dev.rolecall.policy.ToolControl;
import dev.rolecall.policy.contract.BundleFiles;
import dev.rolecall.policy.plan.Change;
import dev.rolecall.policy.plan.Comparison;
import dev.rolecall.policy.plan.PolicyPlan;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.views.directory.DirectoryReader;
import dev.rolecall.views.log.ViewBehindException;
import dev.rolecall.views.trail.TrailReader;
import dev.rolecall.views.trail.TrailReader.PersonKey;
import dev.rolecall.views.trail.TrailReader.WithAccess;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** Plans a bundle for everybody there is, page by page. Blocks for as long as that takes. */
final class Planner {

  /** A page takes some milliseconds of a connection and some megabytes. */
  private static final int PAGE = 500;

  private final TrailReader trail;
  private final DirectoryReader directory;
  private final PolicyTools tools;

  Planner(TrailReader trail, DirectoryReader directory, PolicyTools tools) {
    this.trail = trail;
    this.directory = directory;
    this.tools = tools;
  }

  /** How far a plan is; what it throws ends the planning. */
  interface Progress {
    void at(long done, long total);
  }

  /** Is told of each person what whoever decides about the plan must know. */
  interface Witness {

    /** What is taken away from a person, and the elevated roles that are given. */
    void add(Person person, List<Change> grave);
  }

  /** What became of a bundle. */
  sealed interface Planned {

    /**
     * A bundle that can be used.
     *
     * @param inForce the bundle it was compared with; empty: none was ever published
     */
    record Usable(
        PolicyPlan plan,
        Optional<String> commit,
        Optional<BundleState> inForce,
        List<Problem> warnings)
        implements Planned {

      /** Version of the bundle in force, 0: there is none. */
      long version() {
        return Planner.version(inForce);
      }
    }

    record Broken(List<Problem> problems) implements Planned {}
  }

  /**
   * Plans.
   *
   * @throws Refused when the views do not know everything yet, or another bundle came meanwhile
   */
  Planned plan(SentBundle sent, Instant at, Progress progress, Witness witness) {
    return switch (Policies.load(sent.files(), tools.tools())) {
      case Loaded.Broken(List<Problem> problems) -> new Planned.Broken(problems);
      case Loaded.Usable(Policy candidate, List<Problem> warnings) -> {
        Optional<String> behind = trail.problem();
        if (behind.isPresent()) {
          throw new Refused(503, "who has what is not fully known: " + behind.get());
        }
        awaitNewest(directory);
        Optional<BundleState> inForce = inForce();
        PolicyPlan plan = compared(candidate, inForce, at, progress, witness);
        if (version(inForce()) != version(inForce)) {
          throw new Refused(409, "another policy was published meanwhile; plan again");
        }
        yield new Planned.Usable(plan, sent.commit(), inForce, warnings);
      }
    };
  }

  /**
   * Waits until all that was answered about policies is known.
   *
   * @throws Refused when that takes too long
   */
  static void awaitNewest(DirectoryReader directory) {
    try {
      directory.upToDate(Keys.POLICY_DIRECTORY).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof ViewBehindException) {
        throw new Refused(503, "the newest policy is not known here now; try again");
      }
      throw e;
    }
  }

  /** Two views tell, and either may be some moments behind the other. */
  private Optional<BundleState> inForce() {
    Optional<BundleState> one = trail.bundle();
    Optional<BundleState> other = directory.bundle();
    return version(one) >= version(other) ? one : other;
  }

  private PolicyPlan compared(
      Policy candidate,
      Optional<BundleState> inForce,
      Instant at,
      Progress progress,
      Witness witness) {
    Comparison comparison =
        new Comparison(
            new Comparison.Question(
                candidate,
                tools.tools(),
                inForce.flatMap(this::loaded),
                settings(),
                at,
                tools.costs(),
                tools.accounts()));
    long total = trail.countPeople();
    long done = 0;
    progress.at(done, total);
    List<WithAccess> page = trail.people(Optional.empty(), PAGE);
    while (!page.isEmpty()) {
      page.forEach(
          each -> witness.add(each.person(), comparison.add(each.person(), each.accesses())));
      done += page.size();
      progress.at(done, Math.max(done, total));
      page = trail.people(Optional.of(PersonKey.of(page.getLast().person())), PAGE);
    }
    return comparison.plan();
  }

  private Optional<Policy> loaded(BundleState state) {
    List<PolicyFile> files = BundleFiles.of(state.getBundle());
    return switch (Policies.load(files, tools.tools())) {
      case Loaded.Usable usable -> Optional.of(usable.policy());
      // Published for other tools than are configured now.
      case Loaded.Broken broken -> Optional.empty();
    };
  }

  private Map<String, ToolControl> settings() {
    Map<String, ToolControl> settings = new HashMap<>();
    for (Control control : trail.controls()) {
      settings.put(
          control.getTool(),
          new ToolControl(
              mode(control.getMode()),
              control.getManage(),
              control.getProtect(),
              control.getModes().stream()
                  .map(each -> new ScopeMode(each.getScopes(), mode(each.getMode())))
                  .toList(),
              Optional.ofNullable(control.getLeavers()).map(Planner::leavers)));
    }
    return settings;
  }

  private static LeaversMode leavers(dev.rolecall.schemas.avro.LeaversMode mode) {
    return switch (mode) {
      case ENFORCE -> LeaversMode.ENFORCE;
      case PROPOSE -> LeaversMode.PROPOSE;
    };
  }

  private static Mode mode(dev.rolecall.schemas.avro.Mode mode) {
    return switch (mode) {
      case OBSERVE -> Mode.OBSERVE;
      case ADDITIVE -> Mode.ADDITIVE;
      case ENFORCE -> Mode.ENFORCE;
    };
  }

  /** 0: there is none. */
  private static long version(Optional<BundleState> bundle) {
    return bundle.map(BundleState::getVersion).orElse(0L);
  }
}
