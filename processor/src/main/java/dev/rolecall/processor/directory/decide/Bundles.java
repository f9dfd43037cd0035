package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.Bundle;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.PlanSummary;
import dev.rolecall.schemas.avro.PublishPolicy;
import dev.rolecall.schemas.avro.ToolLosses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The command that puts a policy in force, or keeps it waiting. */
final class Bundles {

  private Bundles() {}

  static Decision publish(
      PublishPolicy asked, DirectoryReads reads, BundleCheck check, Verdict verdict) {
    Bundle bundle = asked.getBundle();
    BundleState before = reads.bundle();
    if (before != null && before.getBundle().getDigest().equals(bundle.getDigest())) {
      HeldBundles.overtaken(reads, verdict);
      return verdict.accepted(accepted(false, before));
    }
    long inForce = before == null ? 0 : before.getVersion();
    @Nullable Long onlyIf = asked.getOnlyIf();
    if (onlyIf != null && onlyIf != inForce) {
      return verdict.refused(Refused.anotherPolicy(inForce), null, null);
    }
    if (encodedBytes(bundle) > Limits.BUNDLE_BYTES) {
      return verdict.refused(
          Refused.invalid("a bundle has at most " + Limits.BUNDLE_BYTES + " bytes"), null, null);
    }
    List<String> problems = check.problems(bundle);
    if (!problems.isEmpty()) {
      return verdict.refused(Refused.invalid(listed(problems)), null, null);
    }
    @Nullable PlanSummary plan = asked.getPlan();
    if (plan != null && encodedBytes(plan) > Limits.PLAN_BYTES) {
      return verdict.refused(
          Refused.invalid("the plan of a bundle has at most " + Limits.PLAN_BYTES + " bytes"),
          null,
          null);
    }
    if (plan != null && !plan.getHolds().isEmpty()) {
      return HeldBundles.hold(asked, plan, reads, verdict);
    }
    HeldBundles.overtaken(reads, verdict);
    List<ToolLosses> planned = plan == null ? List.of() : plan.getTools();
    return verdict.accepted(accepted(true, putInForce(bundle, planned, reads, verdict)));
  }

  /**
   * Puts a bundle in force.
   *
   * @param planned what its plan says that it takes away
   */
  static BundleState putInForce(
      Bundle bundle, List<ToolLosses> planned, DirectoryReads reads, Verdict verdict) {
    BundleState before = reads.bundle();
    Draft draft = verdict.draft();
    BundleState after =
        new BundleState(before == null ? 1 : before.getVersion() + 1, draft.now(), bundle, planned);
    draft.put(after);
    draft.publish(after);
    verdict.auditPolicy(described(after));
    return after;
  }

  private static String described(BundleState state) {
    Bundle bundle = state.getBundle();
    @Nullable String commit = bundle.getCommit();
    int files = bundle.getFiles().size();
    return "version %d: %s, %s, digest %s"
        .formatted(
            state.getVersion(),
            files == 1 ? "1 file" : files + " files",
            commit == null ? "not from a git commit" : "git commit " + commit,
            bundle.getDigest());
  }

  static Accepted accepted(boolean changed, BundleState state) {
    return new Accepted(
        changed,
        state.getBundle().getDigest(),
        state.getVersion(),
        0L,
        state.getPublishedAt(),
        state.getPublishedAt(),
        null);
  }

  static String listed(List<String> problems) {
    String first =
        problems.stream()
            .limit(Limits.PROBLEMS_LISTED)
            .map(Bundles::clip)
            .collect(Collectors.joining("\n"));
    int more = problems.size() - Limits.PROBLEMS_LISTED;
    return more <= 0 ? first : first + "\nand " + more + " more";
  }

  private static String clip(String problem) {
    return problem.length() <= Limits.PROBLEM_CHARACTERS
        ? problem
        : problem.substring(0, Limits.PROBLEM_CHARACTERS - 1) + "…";
  }

  private static int encodedBytes(PlanSummary plan) {
    try {
      return PlanSummary.getEncoder().encode(plan).remaining();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int encodedBytes(Bundle bundle) {
    try {
      return Bundle.getEncoder().encode(bundle).remaining();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
