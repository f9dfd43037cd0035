package dev.rolecall.app.directory;

import dev.rolecall.service.config.ConfigFile;
import dev.rolecall.service.config.ConfigFile.ConfigException;
import dev.rolecall.service.config.Directories;
import dev.rolecall.service.config.DirectoryConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the directories of the configuration again and again, and passes on what changed: tokens,
 * issuers, limits, directories that came or went. A file with a problem anywhere changes nothing:
 * the last good directories stay in force, and the problem is logged and told as a warning. It does
 * not make a service unready: a typing error must not take every instance out of service at once.
 *
 * <p>A change comes into force when two readings in a row agree on it: a file that is just being
 * written may lack its end and make sense all the same.
 *
 * <p>The file is read as a whole each time, not only when its time or size have changed: an edit in
 * the same second may keep both, and hashes may be in files of their own.
 */
public final class DirectoryWatch implements Directories, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DirectoryWatch.class);

  /** A token that was taken out is refused after twice this and the time that reading takes. */
  public static final Duration EVERY = Duration.ofSeconds(2);

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("directories").factory());
  private final ConfigSource source;
  private final SortedMap<String, DirectoryConfig> started;
  private final Consumer<Collection<DirectoryConfig>> changed;
  private SortedMap<String, DirectoryConfig> seen = new TreeMap<>();
  private volatile SortedMap<String, DirectoryConfig> inForce;
  private volatile Map<String, String> warnings = Map.of();

  DirectoryWatch(
      ConfigSource source,
      SortedMap<String, DirectoryConfig> started,
      Consumer<Collection<DirectoryConfig>> changed) {
    this.source = source;
    this.started = Collections.unmodifiableSortedMap(new TreeMap<>(started));
    this.inForce = this.started;
    this.changed = changed;
  }

  /**
   * Watches until it is closed.
   *
   * @param started what is in force
   * @param changed told what comes into force, before anybody else sees it
   */
  public static DirectoryWatch start(
      ConfigSource source,
      SortedMap<String, DirectoryConfig> started,
      Consumer<Collection<DirectoryConfig>> changed) {
    DirectoryWatch watch = new DirectoryWatch(source, started, changed);
    var unused =
        watch.timer.scheduleWithFixedDelay(
            watch::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    return watch;
  }

  @Override
  public SortedMap<String, DirectoryConfig> now() {
    return inForce;
  }

  /** Why what is in the file is not in force, by part of the configuration. */
  public Map<String, String> warnings() {
    return warnings;
  }

  /** Reads the file once. */
  void look() {
    try {
      SortedMap<String, DirectoryConfig> read =
          ConfigFile.readWithoutTools(source.file(), source.environment()).directories();
      Map<String, String> laterOnly = new LinkedHashMap<>();
      SortedMap<String, DirectoryConfig> usable = new TreeMap<>();
      read.forEach((name, each) -> usable.put(name, usable(each, laterOnly)));
      if (usable.equals(seen) && !usable.equals(inForce)) {
        use(Collections.unmodifiableSortedMap(usable));
      }
      seen = usable;
      warn(laterOnly);
    } catch (ConfigException e) {
      warn(Map.of("configuration", "what was in force stays in force: " + firstOf(e)));
    } catch (RuntimeException e) {
      // The edge of this timer: an unexpected failure must not end the watching.
      warn(Map.of("configuration", "cannot be watched: " + e.getClass().getSimpleName()));
    }
  }

  private void use(SortedMap<String, DirectoryConfig> next) {
    changed.accept(next.values());
    inForce = next;
    LOG.atInfo().log("The directories were read again: {}", next.keySet());
  }

  /** The processor and the policy know extensions since their start: all change together. */
  private DirectoryConfig usable(DirectoryConfig read, Map<String, String> laterOnly) {
    DirectoryConfig before = started.get(read.name());
    if (before == null || before.extensions().equals(read.extensions())) {
      return read;
    }
    laterOnly.put(
        "extensions of " + read.name(), "changed in the file; they take effect at a restart");
    return new DirectoryConfig(
        read.name(),
        read.tokens(),
        read.issuers(),
        read.profile(),
        before.extensions(),
        read.requestsPerSecond());
  }

  private static String firstOf(ConfigException e) {
    int more = e.problems().size() - 1;
    return e.problems().getFirst()
        + (more == 0 ? "" : " (and " + more + " more; 'rolecall config check' lists them)");
  }

  /** Logs news only: the file is read every two seconds. */
  private void warn(Map<String, String> now) {
    if (!now.equals(warnings)) {
      now.forEach((part, text) -> LOG.atWarn().log("{}: {}", part, text));
      warnings = Map.copyOf(now);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
