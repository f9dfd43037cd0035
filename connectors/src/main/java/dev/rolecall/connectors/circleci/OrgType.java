package dev.rolecall.connectors.circleci;

import java.util.Locale;
import java.util.Map;

/** Where an organization has its people and roles from: decides what can be done at all. */
enum OrgType {
  CIRCLECI("circleci", ""),
  GITHUB("github", "GitHub"),
  BITBUCKET("bitbucket", "Bitbucket"),
  SERVER("server", "GitHub Enterprise");

  static final String OPTION = "org-type";

  private final String word;
  private final String master;

  OrgType(String word, String master) {
    this.word = word;
    this.master = master;
  }

  String word() {
    return word;
  }

  /** Where roles are given, in place of CircleCI. */
  String master() {
    return master;
  }

  /**
   * As configured; without configuration by the beginning of the organization's slug.
   *
   * @throws IllegalArgumentException for another word
   */
  static OrgType of(Map<String, String> options) {
    String word = options.get(OPTION);
    if (word == null) {
      String organization = options.getOrDefault(CircleCiConnectorType.ORGANIZATION, "");
      int slash = organization.indexOf('/');
      return switch (slash < 0 ? "" : organization.substring(0, slash)) {
        case "gh", "github" -> GITHUB;
        case "bb", "bitbucket" -> BITBUCKET;
        default -> CIRCLECI;
      };
    }
    for (OrgType type : values()) {
      if (type.word.equals(word.toLowerCase(Locale.ROOT))) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "org-type of a CircleCI: circleci, github, bitbucket or server");
  }

  /** Whether {@code /me/collaborations} may call an organization of this type so. */
  boolean isCalled(String vcsType) {
    return switch (this) {
      case CIRCLECI, GITHUB, BITBUCKET -> word.equals(vcsType.toLowerCase(Locale.ROOT));
      // A server says github as well.
      case SERVER -> !CIRCLECI.word.equals(vcsType.toLowerCase(Locale.ROOT));
    };
  }
}
