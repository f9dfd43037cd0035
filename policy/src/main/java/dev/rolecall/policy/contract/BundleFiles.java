package dev.rolecall.policy.contract;

import dev.rolecall.policy.PolicyFile;
import dev.rolecall.schemas.avro.Bundle;
import java.util.List;

/** The files of a bundle. */
public final class BundleFiles {

  private BundleFiles() {}

  public static List<PolicyFile> of(Bundle bundle) {
    return bundle.getFiles().stream()
        .map(file -> new PolicyFile(file.getPath(), file.getContent()))
        .toList();
  }
}
