package dev.rolecall.processor.access;

import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Latency;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.Phase;
import dev.rolecall.schemas.avro.Result;
import dev.rolecall.schemas.avro.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Findings of people, each audited once: again only when its text changes, or when it comes back
 * after it was gone.
 */
final class FindingReports {

  /** Of one person: more say nothing new about what has to be repaired. */
  private static final int MOST = 50;

  private static final Pattern SPACE = Pattern.compile(" ");

  private final KeyValueStore<String, String> store;

  FindingReports(KeyValueStore<String, String> store) {
    this.store = store;
  }

  /** What is new among the findings that a person has now; they are remembered. */
  List<AuditEntry> take(
      String key, Person person, List<Finding> findings, Cause cause, Instant at) {
    SortedMap<String, Finding> now = new TreeMap<>();
    findings.stream().limit(MOST).forEach(finding -> now.put(finding.digest(), finding));
    String digests = String.join(" ", now.keySet());
    @Nullable String before = store.get(key);
    if (digests.equals(before == null ? "" : before)) {
      return List.of();
    }
    if (digests.isEmpty()) {
      store.delete(key);
    } else {
      store.put(key, digests);
    }
    Set<String> known = before == null ? Set.of() : Set.of(SPACE.split(before));
    List<AuditEntry> news = new ArrayList<>();
    now.forEach((digest, finding) -> {
      if (!known.contains(digest)) {
        news.add(entry(key, digest, person, finding, cause, at));
      }
    });
    return news;
  }

  /** The person is gone, and what was found with them. */
  void forget(String key) {
    if (store.get(key) != null) {
      store.delete(key);
    }
  }

  private static AuditEntry entry(
      String key, String digest, Person person, Finding finding, Cause cause, Instant at) {
    return of(finding, cause, at)
        .setId(String.join("/", cause.getCommand(), key, finding.what(), digest))
        .setDirectory(person.getDirectory())
        .setPerson(person.getId())
        .build();
  }

  /** What entries of findings have in common. */
  static AuditEntry.Builder of(Finding finding, Cause cause, Instant at) {
    @Nullable String tool = finding.tool();
    return AuditEntry.newBuilder()
        .setOccurredAt(at)
        .setType(AuditType.FINDING)
        .setPhase(Phase.DECIDED)
        .setActor(cause.getActor())
        .setTarget(tool == null ? null : new Target(tool, null, null))
        .setReasons(new ArrayList<>(finding.reasons()))
        .setCause(cause)
        .setOutcome(Result.FAILURE)
        .setMessage(finding.message())
        .setLatency(new Latency(cause.getReceivedAt(), cause.getDecidedAt(), null, null));
  }
}
