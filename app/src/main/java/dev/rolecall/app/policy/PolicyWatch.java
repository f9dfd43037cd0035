package dev.rolecall.app.policy;

import dev.rolecall.app.UserError;
import dev.rolecall.console.Published;
import dev.rolecall.policy.Loaded;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.Policy;
import dev.rolecall.policy.Problem;
import dev.rolecall.policy.Tools;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.BundleState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the policies' folder whenever it changes, as far as nothing is at stake: while a tool
 * is, or would be, in another mode than observe, an edit waits for an operator who plans and
 * applies it. What is published is planned first, and may be held. A broken edit leaves the last
 * good bundle in force. All of it is said in the log and in the health of the process.
 */
public final class PolicyWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PolicyWatch.class);

  /** Who publishes, in the audit. */
  public static final Actor ACTOR = new Actor(ActorKind.SYSTEM, "policies-folder");

  /** What is asked for, in the audit. */
  public static final String REQUEST = "publish the policies' folder";

  /** An editor saves in steps; a second is soon enough for a person. */
  private static final Duration EVERY = Duration.ofSeconds(1);

  private static final int MOST_PROBLEMS_LOGGED = 20;

  /**
   * What is watched.
   *
   * @param inForce the bundle in force, as far as is known here
   */
  public record Watched(
      Path folder, Tools tools, Reach reach, Supplier<Optional<BundleState>> inForce) {}

  /** Publishes what was read, planned first. */
  @FunctionalInterface
  public interface Publisher {
    Published publish(PolicyFolder read);
  }

  /** What became of the folder as it was read last. */
  private sealed interface Verdict {
    /** Published, or in force already. */
    record InForce() implements Verdict {}

    record Broken() implements Verdict {}

    /** Left to an operator, as long as this version is in force. */
    record Held(long version, String why) implements Verdict {}

    /** Published, and held, as long as this version is in force. */
    record Waits(long version, String why) implements Verdict {}

    /** Not published, and tried again. */
    record Failed(String why) implements Verdict {}
  }

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("policies").factory());
  private final Watched watched;
  private final Publisher publisher;
  private String seen = "";
  private volatile Verdict verdict = new Verdict.InForce();
  private volatile @Nullable String unreadable;

  PolicyWatch(Watched watched, Publisher publisher) {
    this.watched = watched;
    this.publisher = publisher;
  }

  /** Looks at the folder as it is, before it returns, and then at each change. */
  public static PolicyWatch start(Watched watched, Publisher publisher) {
    PolicyWatch watch = new PolicyWatch(watched, publisher);
    watch.look();
    var unused =
        watch.timer.scheduleWithFixedDelay(
            watch::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    return watch;
  }

  /** Why what is in the folder cannot be in force. */
  public Optional<String> problem() {
    String cannotBeRead = unreadable;
    if (cannotBeRead != null) {
      return Optional.of(cannotBeRead);
    }
    return switch (verdict) {
      case Verdict.InForce() -> Optional.empty();
      case Verdict.Broken() ->
          Optional.of(
              "the policies' folder is broken; the last good bundle stays in force."
                  + " 'rolecall policy check' says where");
      case Verdict.Held held -> Optional.empty();
      case Verdict.Waits waits -> Optional.empty();
      case Verdict.Failed(String why) -> Optional.of(why);
    };
  }

  /** What waits for an operator, by what it is about. */
  public Map<String, String> warnings() {
    return left(verdict).map(why -> Map.of("policies", why)).orElse(Map.of());
  }

  /** Why somebody has to do something about it. */
  private static Optional<String> left(Verdict verdict) {
    return switch (verdict) {
      case Verdict.InForce() -> Optional.empty();
      case Verdict.Broken() -> Optional.empty();
      case Verdict.Held(long version, String why) -> Optional.of(why);
      case Verdict.Waits(long version, String why) -> Optional.of(why);
      case Verdict.Failed failed -> Optional.empty();
    };
  }

  /** Reads the folder once. */
  void look() {
    try {
      if (!Policies.digest(PolicyFolder.filesBelow(watched.folder())).equals(seen) || isOpen()) {
        PolicyFolder read = PolicyFolder.read(watched.folder());
        String digest = Policies.digest(read.files());
        Verdict now = judge(read, digest);
        tell(now);
        verdict = now;
        seen = digest;
      }
      unreadable = null;
    } catch (UserError e) {
      unreadable = e.getMessage();
    } catch (RuntimeException e) {
      // The edge of this timer: an unexpected failure must not end the watching.
      unreadable = "the policies' folder cannot be watched: " + e.getClass().getSimpleName();
      LOG.atError().setCause(e).log("The policies' folder cannot be watched");
    }
  }

  /** Whether the same folder could fare otherwise now. */
  private boolean isOpen() {
    return switch (verdict) {
      case Verdict.InForce() -> false;
      case Verdict.Broken() -> false;
      case Verdict.Held(long version, String why) -> version != version(watched.inForce().get());
      case Verdict.Waits(long version, String why) -> version != version(watched.inForce().get());
      case Verdict.Failed failed -> true;
    };
  }

  private Verdict judge(PolicyFolder read, String digest) {
    Optional<BundleState> before = watched.inForce().get();
    if (before.isPresent() && before.get().getBundle().getDigest().equals(digest)) {
      return new Verdict.InForce();
    }
    return switch (Policies.load(read.files(), watched.tools())) {
      case Loaded.Broken(var problems) -> broken(problems);
      case Loaded.Usable(Policy policy, var warnings) -> {
        Optional<String> atStake = watched.reach().atStake(policy, before, watched.tools());
        yield atStake.isPresent()
            ? new Verdict.Held(version(before), atStake.get())
            : publish(read, version(before));
      }
    };
  }

  private static Verdict broken(List<Problem> problems) {
    problems.stream()
        .limit(MOST_PROBLEMS_LOGGED)
        // The place alone: what is written there may name people.
        .forEach(each ->
            LOG.atError()
                .addKeyValue("file", each.file())
                .addKeyValue("line", each.line())
                .log("The policies' folder has a problem; 'rolecall policy check' says which"));
    return new Verdict.Broken();
  }

  /** Logs news only: the folder is read every second. */
  private void tell(Verdict now) {
    if (!now.equals(verdict)) {
      left(now).ifPresent(why -> LOG.atWarn().log("The policies' folder is not in force: {}", why));
    }
  }

  /** 0: none is. */
  private static long version(Optional<BundleState> bundle) {
    return bundle.map(BundleState::getVersion).orElse(0L);
  }

  private Verdict publish(PolicyFolder read, long version) {
    return switch (publisher.publish(read)) {
      case Published.InForce(boolean changed) -> new Verdict.InForce();
      case Published.Held(String hold, String detail) ->
          new Verdict.Waits(
              version,
              "held as %s: %s; the old policy stays in force: 'rolecall holds show %s'"
                  .formatted(hold, detail, hold));
      case Published.Failed(String why) -> new Verdict.Failed(why);
    };
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
