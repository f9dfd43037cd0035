package dev.rolecall.processor.access;

import dev.rolecall.policy.Loaded;
import dev.rolecall.policy.Severity;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.PeopleEntry;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The policy in force in one partition: parsed, and stored as the bundle it came from. */
final class PolicyInStore {

  private static final Logger LOG = LoggerFactory.getLogger(PolicyInStore.class);

  private final KeyValueStore<String, PeopleEntry> store;
  private final PolicyCache cache;
  private @Nullable PolicyInForce inForce;

  PolicyInStore(KeyValueStore<String, PeopleEntry> store, PolicyCache cache) {
    this.store = store;
    this.cache = cache;
  }

  /**
   * Empty until a policy was published: then nothing is known, which is not the same as nothing.
   */
  Optional<PolicyInForce> inForce() {
    return Optional.ofNullable(inForce);
  }

  /** Puts the stored bundle in force again, after a restart. */
  void restore() {
    @Nullable PeopleEntry stored = store.get(Keys.PEOPLE_BUNDLE);
    if (stored != null && stored.getBody() instanceof BundleState state) {
      inForce = load(state, stored.getCause()).orElse(null);
    }
  }

  /** Puts a new bundle in force; a broken or an older one changes nothing. */
  boolean accept(PeopleEntry entry, BundleState state) {
    if (inForce != null && state.getVersion() < inForce.state().getVersion()) {
      return false;
    }
    Optional<PolicyInForce> loaded = load(state, entry.getCause());
    if (loaded.isEmpty()) {
      return false;
    }
    store.put(Keys.PEOPLE_BUNDLE, entry);
    inForce = loaded.get();
    return true;
  }

  private Optional<PolicyInForce> load(BundleState state, Cause cause) {
    return switch (cache.load(state.getBundle())) {
      case Loaded.Usable usable -> Optional.of(new PolicyInForce(usable.policy(), state, cause));
      case Loaded.Broken broken -> {
        LOG.atError()
            .addKeyValue("version", state.getVersion())
            .addKeyValue("command", cause.getCommand())
            .addKeyValue("outcome", placeOfFirstError(broken))
            .log("A published policy is broken; the last good one stays in force");
        yield Optional.empty();
      }
    };
  }

  /** Where, not what: a message may quote people from the files. */
  private static String placeOfFirstError(Loaded.Broken broken) {
    return broken.problems().stream()
        .filter(problem -> problem.severity() == Severity.ERROR)
        .findFirst()
        .map(problem -> problem.file() + ":" + problem.line())
        .orElse("broken");
  }
}
