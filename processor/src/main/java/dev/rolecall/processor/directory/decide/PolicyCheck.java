package dev.rolecall.processor.directory.decide;

import dev.rolecall.policy.Loaded;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.PolicyFile;
import dev.rolecall.policy.Problem;
import dev.rolecall.policy.Severity;
import dev.rolecall.policy.Tools;
import dev.rolecall.policy.contract.BundleFiles;
import dev.rolecall.schemas.avro.Bundle;
import java.util.List;

/**
 * A bundle can be put in force when its files load with the configured tools, and its digest is
 * theirs: everybody tells bundles apart by their digests.
 *
 * @param ownRelease whether whoever published a bundle that is held may release it
 */
public record PolicyCheck(Tools tools, boolean ownRelease) implements BundleCheck {

  @Override
  public List<String> problems(Bundle bundle) {
    List<PolicyFile> files = BundleFiles.of(bundle);
    if (!Policies.digest(files).equals(bundle.getDigest())) {
      return List.of("the digest is not that of the files; publish the folder again");
    }
    return switch (Policies.load(files, tools)) {
      case Loaded.Usable usable -> List.of();
      case Loaded.Broken broken ->
          broken.problems().stream()
              .filter(problem -> problem.severity() == Severity.ERROR)
              .map(Problem::toString)
              .toList();
    };
  }
}
