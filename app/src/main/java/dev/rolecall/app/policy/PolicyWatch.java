package dev.rolecall.app.policy;

import dev.rolecall.app.UserError;
import dev.rolecall.policy.Loaded;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.Tools;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.Bundle;
import dev.rolecall.schemas.avro.PolicyFile;
import dev.rolecall.schemas.avro.PublishPolicy;
import dev.rolecall.service.exchange.Answer;
import dev.rolecall.service.exchange.Commands;
import dev.rolecall.service.exchange.Question;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the policies' folder whenever it changes. A broken edit leaves the last good bundle in
 * force, and says so in the log and in the health of the process.
 */
public final class PolicyWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PolicyWatch.class);

  /** An editor saves in steps; a second is soon enough for a person. */
  private static final Duration EVERY = Duration.ofSeconds(1);

  private static final int MOST_PROBLEMS_LOGGED = 20;

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("policies").factory());
  private final Path folder;
  private final Tools tools;
  private final Commands commands;
  private final InstantSource clock;
  private final Supplier<UUID> ids;
  private String seen = "";
  private volatile @Nullable String problem;

  private PolicyWatch(
      Path folder, Tools tools, Commands commands, InstantSource clock, Supplier<UUID> ids) {
    this.folder = folder;
    this.tools = tools;
    this.commands = commands;
    this.clock = clock;
    this.ids = ids;
  }

  /** Publishes the folder as it is, before it returns, and then at each change. */
  public static PolicyWatch start(
      Path folder, Tools tools, Commands commands, InstantSource clock, Supplier<UUID> ids) {
    PolicyWatch watch = new PolicyWatch(folder, tools, commands, clock, ids);
    watch.look();
    var unused =
        watch.timer.scheduleWithFixedDelay(
            watch::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    return watch;
  }

  /** Why what is in the folder is not in force. */
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  private void look() {
    try {
      PolicyFolder read = PolicyFolder.read(folder);
      String digest = Policies.digest(read.files());
      if (!digest.equals(seen)) {
        publish(read, digest);
      }
    } catch (UserError e) {
      problem = e.getMessage();
    } catch (RuntimeException e) {
      // The edge of this timer: an unexpected failure must not end the watching.
      problem = "the policies' folder cannot be watched: " + e.getClass().getSimpleName();
      LOG.atError().setCause(e).log("The policies' folder cannot be watched");
    }
  }

  private void publish(PolicyFolder read, String digest) {
    switch (Policies.load(read.files(), tools)) {
      case Loaded.Broken(var problems) -> {
        seen = digest;
        problem = "the policies' folder is broken; the last good bundle stays in force";
        problems.stream()
            .limit(MOST_PROBLEMS_LOGGED)
            .forEach(each -> LOG.atError().log("Policy problem: {}", each));
      }
      case Loaded.Usable usable -> {
        Optional<String> failed = send(read, digest);
        problem = failed.orElse(null);
        if (failed.isEmpty()) {
          seen = digest;
        }
      }
    }
  }

  private Optional<String> send(PolicyFolder read, String digest) {
    List<PolicyFile> files =
        read.files().stream().map(file -> new PolicyFile(file.path(), file.content())).toList();
    Answer answer =
        commands
            .ask(
                new Question(
                    Keys.POLICY_DIRECTORY,
                    ids.get().toString(),
                    new Actor(ActorKind.SYSTEM, "policies-folder"),
                    "publish the policies' folder",
                    clock.instant(),
                    new PublishPolicy(new Bundle(digest, read.commit().orElse(null), files), null)))
            .join();
    return switch (answer) {
      case Answer.Done done -> Optional.empty();
      case Answer.Refused(var rejected) -> Optional.of(rejected.getDetail());
      case Answer.Unknown(String why) -> Optional.of(why);
      case Answer.NotSent(String why) -> Optional.of(why);
      case Answer.TooLarge() -> Optional.of("the policies are larger than 1 MiB");
    };
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
