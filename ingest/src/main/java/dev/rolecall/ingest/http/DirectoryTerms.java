package dev.rolecall.ingest.http;

import dev.rolecall.ingest.scim.Profile;
import dev.rolecall.ingest.scim.ResourceType;
import dev.rolecall.ingest.scim.Terms;
import dev.rolecall.service.config.DirectoryConfig;

/** What a directory's configuration means for its requests. */
final class DirectoryTerms {

  private DirectoryTerms() {}

  static Terms of(DirectoryConfig directory) {
    return Terms.of(profile(directory.profile()), ResourceType.USER, ResourceType.GROUP);
  }

  private static Profile profile(DirectoryConfig.Profile profile) {
    return switch (profile) {
      case AUTO -> Profile.AUTO;
      case OKTA -> Profile.OKTA;
      case ENTRA -> Profile.ENTRA;
      case STRICT -> Profile.STRICT;
    };
  }
}
