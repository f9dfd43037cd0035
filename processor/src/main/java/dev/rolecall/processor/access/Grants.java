package dev.rolecall.processor.access;

import dev.rolecall.policy.GroupMembership;
import dev.rolecall.policy.ResolvedGrant;
import dev.rolecall.policy.RuleReason;
import dev.rolecall.schemas.avro.Bundle;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.GroupRef;
import dev.rolecall.schemas.avro.Lowered;
import dev.rolecall.schemas.avro.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Resolved grants in the words of the contract, with the bundle that every reason goes back to. */
final class Grants {

  private Grants() {}

  /** Sorted by scope, then role. */
  static List<Grant> of(List<ResolvedGrant> resolved, Bundle bundle, Map<String, Instant> named) {
    List<Grant> grants = new ArrayList<>();
    for (ResolvedGrant grant : resolved) {
      List<Reason> reasons = new ArrayList<>();
      grant.reasons().forEach(reason -> reasons.add(reason(reason, bundle, named)));
      grants.add(new Grant(grant.scope(), grant.role(), grant.ends(), reasons));
    }
    grants.sort(Comparator.comparing(Grant::getScope).thenComparing(Grant::getRole));
    return grants;
  }

  static Reason reason(RuleReason reason, Bundle bundle) {
    return reason(reason, bundle, Map.of());
  }

  private static Reason reason(RuleReason reason, Bundle bundle, Map<String, Instant> named) {
    @Nullable GroupMembership group = reason.group();
    return new Reason(
        reason.rule(),
        reason.file(),
        reason.line(),
        bundle.getDigest(),
        bundle.getCommit(),
        group == null ? null : ref(group, named),
        group == null ? List.of() : group.path().stream().map(each -> ref(each, named)).toList(),
        lowered(reason));
  }

  private static @Nullable Lowered lowered(RuleReason reason) {
    dev.rolecall.policy.@Nullable Lowered lowered = reason.lowered();
    return lowered == null
        ? null
        : new Lowered(lowered.from(), lowered.rule(), lowered.file(), lowered.line());
  }

  private static GroupRef ref(GroupMembership group, Map<String, Instant> named) {
    @Nullable String via = group.path().isEmpty() ? null : group.path().getLast().id();
    return new GroupRef(
        group.id(), group.name(), group.externalId(), group.since(), via, named.get(group.id()));
  }
}
