package dev.rolecall.policy.contract;

import dev.rolecall.policy.Policies;
import dev.rolecall.policy.PolicyFile;
import dev.rolecall.schemas.avro.Bundle;
import java.util.List;
import java.util.Optional;

/** The files of a bundle, and the bundle of files. */
public final class BundleFiles {

  private BundleFiles() {}

  public static List<PolicyFile> of(Bundle bundle) {
    return bundle.getFiles().stream()
        .map(file -> new PolicyFile(file.getPath(), file.getContent()))
        .toList();
  }

  /**
   * The bundle that these files are.
   *
   * @param commit of the repository they are from; empty: of none, or changed since
   */
  public static Bundle bundle(List<PolicyFile> files, Optional<String> commit) {
    return new Bundle(
        Policies.digest(files),
        commit.orElse(null),
        files.stream()
            .map(file -> new dev.rolecall.schemas.avro.PolicyFile(file.path(), file.content()))
            .toList());
  }
}
