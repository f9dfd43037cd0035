package dev.rolecall.sandbox.buildkite;

/** A pipeline or a test suite. */
record Resource(Kind kind, String uuid, String slug) {

  enum Kind {
    PIPELINE("pipeline", "/pipelines/"),
    SUITE("suite", "/suites/");

    final String word;
    final String path;

    Kind(String word, String path) {
      this.word = word;
      this.path = path;
    }
  }

  /** The analytics API has the suites. */
  String url(String host, String organization) {
    String root = kind == Kind.SUITE ? "/v2/analytics/organizations/" : "/v2/organizations/";
    return host + root + organization + kind.path + slug;
  }
}
