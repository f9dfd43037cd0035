package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.Bundle;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.PublishPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The command that puts a policy in force. */
final class Bundles {

  private Bundles() {}

  static Decision publish(
      PublishPolicy asked, DirectoryReads reads, BundleCheck check, Verdict verdict) {
    Bundle bundle = asked.getBundle();
    BundleState before = reads.bundle();
    if (before != null && before.getBundle().getDigest().equals(bundle.getDigest())) {
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
    Draft draft = verdict.draft();
    BundleState after = new BundleState(inForce + 1, draft.now(), bundle, List.of());
    draft.put(after);
    draft.publish(after);
    verdict.auditPolicy(described(after));
    return verdict.accepted(accepted(true, after));
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

  private static Accepted accepted(boolean changed, BundleState state) {
    return new Accepted(
        changed,
        state.getBundle().getDigest(),
        state.getVersion(),
        0L,
        state.getPublishedAt(),
        state.getPublishedAt(),
        null);
  }

  private static String listed(List<String> problems) {
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

  private static int encodedBytes(Bundle bundle) {
    try {
      return Bundle.getEncoder().encode(bundle).remaining();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
