package dev.rolecall.processor.access;

import dev.rolecall.policy.NearMisses;
import dev.rolecall.policy.NearMisses.NearMiss;
import dev.rolecall.processor.guard.Sha256;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.Bundle;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.GroupRef;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Groups that nearly follow a naming convention, as they are seen in people: each is audited once
 * for its name and the policy, in each partition that has one of its members. The entries of
 * several partitions have the same id.
 */
final class NearMissReports {

  /** Names whose misses are kept in memory: nearly all groups were seen before. */
  private static final int NAMES_KEPT = 10_000;

  private static final String GROUP = "group/";

  private final KeyValueStore<String, String> store;
  private final Map<String, List<NearMiss>> known =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<NearMiss>> eldest) {
          return size() > NAMES_KEPT;
        }
      };
  private String knownFor = "";

  NearMissReports(KeyValueStore<String, String> store) {
    this.store = store;
  }

  /** What is new among the groups of a person; it is remembered. */
  List<AuditEntry> take(Person person, PolicyInForce inForce, Cause cause, Instant at) {
    String digest = inForce.policy().digest();
    if (!digest.equals(knownFor)) {
      known.clear();
      knownFor = digest;
    }
    List<AuditEntry> news = new ArrayList<>();
    for (GroupRef group : person.getGroups()) {
      List<NearMiss> misses =
          known.computeIfAbsent(
              group.getDisplayName(), name -> NearMisses.of(name, inForce.policy()));
      if (!misses.isEmpty() && isNew(person.getDirectory(), group, digest)) {
        misses.forEach(
            miss -> news.add(entry(person.getDirectory(), group, miss, inForce, cause, at)));
      }
    }
    return news;
  }

  private boolean isNew(String directory, GroupRef group, String digest) {
    String key = GROUP + directory + "/" + group.getId();
    String value = Sha256.of(digest + "\n" + group.getDisplayName());
    if (value.equals(store.get(key))) {
      return false;
    }
    store.put(key, value);
    return true;
  }

  private static AuditEntry entry(
      String directory,
      GroupRef group,
      NearMiss miss,
      PolicyInForce inForce,
      Cause cause,
      Instant at) {
    Finding finding = finding(group, miss, inForce.bundle());
    return FindingReports.of(finding, cause, at)
        .setId(
            String.join(
                "/",
                inForce.cause().getCommand(),
                directory,
                group.getId(),
                finding.what(),
                finding.digest()))
        .setDirectory(directory)
        .setGroup(group.getId())
        .build();
  }

  private static Finding finding(GroupRef group, NearMiss miss, Bundle bundle) {
    @Nullable String meant = miss.meant();
    String remedy =
        meant == null
            ? "rename the group at the identity provider, or write a rule for it"
            : "rename it to '" + meant + "' at the identity provider if that was meant";
    return new Finding(
        null,
        "near-miss",
        "the group '%s' begins like '%s' of rule '%s' and gives nothing: %s"
            .formatted(group.getDisplayName(), miss.template(), miss.rule(), remedy),
        List.of(
            new Reason(
                miss.rule(),
                miss.file(),
                miss.line(),
                bundle.getDigest(),
                bundle.getCommit(),
                group,
                List.of(),
                null)));
  }
}
