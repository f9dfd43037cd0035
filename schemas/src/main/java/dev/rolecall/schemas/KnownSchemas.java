package dev.rolecall.schemas;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.message.SchemaStore;
import org.jspecify.annotations.Nullable;

/**
 * Every schema that this process can read: those of all releases up to its own, and, when a record
 * names another one, what newer writers said they write with.
 *
 * <p>One for the process: codecs are constants of classes, and a fingerprint means the same to all
 * of them.
 */
public final class KnownSchemas implements SchemaStore {

  /** What stays unknown is not looked for again; a client that sends nonsense fills no memory. */
  private static final int MOST_UNKNOWN = 1_000;

  static final KnownSchemas OF_THIS_PROCESS = new KnownSchemas(ReleasedSchemas.store());

  private final SchemaStore released;
  private final Map<Long, Optional<Schema>> learnt = new ConcurrentHashMap<>();
  private volatile Lookup lookup = fingerprint -> Optional.empty();

  KnownSchemas(SchemaStore released) {
    this.released = released;
  }

  /** Where schemas of newer writers are found. */
  public interface Lookup {
    /**
     * The schema with this fingerprint, if anybody has said so until now. May take a while.
     *
     * @param fingerprint CRC-64-AVRO
     */
    Optional<Schema> find(long fingerprint);
  }

  /** From now on codecs of this process ask there for what they do not know. */
  public static void learnFrom(Lookup lookup) {
    OF_THIS_PROCESS.use(lookup);
  }

  void use(Lookup other) {
    lookup = other;
    learnt.values().removeIf(Optional::isEmpty);
  }

  @Override
  // Avro's interface says nothing of null, and means by it that there is none.
  @SuppressWarnings("NullAway")
  public Schema findByFingerprint(long fingerprint) {
    @Nullable Schema known = released.findByFingerprint(fingerprint);
    return known != null ? known : learn(fingerprint).orElse(null);
  }

  private Optional<Schema> learn(long fingerprint) {
    if (learnt.containsKey(fingerprint)) {
      return learnt.getOrDefault(fingerprint, Optional.empty());
    }
    Optional<Schema> found =
        lookup
            .find(fingerprint)
            .filter(schema -> SchemaNormalization.parsingFingerprint64(schema) == fingerprint);
    if (found.isPresent() || learnt.size() < MOST_UNKNOWN) {
      learnt.put(fingerprint, found);
    }
    return found;
  }
}
