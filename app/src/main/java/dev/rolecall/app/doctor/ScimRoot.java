package dev.rolecall.app.doctor;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Base addresses that somebody may have meant who wrote another one. Pure. */
final class ScimRoot {

  /** Where Rolecall serves SCIM, and where others do. */
  private static final List<String> USUAL = List.of("/scim/v2", "/scim", "/v2");

  private static final List<String> ENDPOINTS =
      List.of(
          "/Users",
          "/Groups",
          "/ServiceProviderConfig",
          "/ResourceTypes",
          "/Schemas",
          "/Me",
          "/Bulk");

  private ScimRoot() {}

  /** The address without what a base address does not have: slashes at its end, a query. */
  static URI plain(URI base) {
    return withPath(base, base.getRawPath());
  }

  /** Other addresses on the same server, the likeliest first; never the given one. */
  static List<URI> variants(URI base) {
    String path = trimmed(base.getRawPath());
    Set<String> paths = new LinkedHashSet<>();
    String stem = withoutEndpoint(path);
    paths.add(stem);
    paths.add(halved(stem));
    for (String usual : USUAL) {
      paths.add(stem + usual);
    }
    for (String usual : USUAL) {
      int at = stem.indexOf(usual);
      if (at >= 0) {
        paths.add(stem.substring(0, at) + "/scim/v2");
        paths.add(stem.substring(0, at) + usual);
      }
    }
    for (String usual : USUAL) {
      paths.add(usual);
    }
    paths.remove(path);
    return paths.stream().map(each -> withPath(base, each)).toList();
  }

  private static String withoutEndpoint(String path) {
    for (String endpoint : ENDPOINTS) {
      int at = path.indexOf(endpoint);
      if (at >= 0) {
        return path.substring(0, at);
      }
    }
    return path;
  }

  /** {@code /scim/v2} of {@code /scim/v2/scim/v2}. */
  private static String halved(String path) {
    int middle = path.length() / 2;
    String half = path.substring(0, middle);
    return path.equals(half + half) ? half : path;
  }

  private static URI withPath(URI base, String path) {
    return URI.create(base.getScheme() + "://" + base.getRawAuthority() + trimmed(path));
  }

  private static String trimmed(String path) {
    return path.replaceAll("/{2,}", "/").replaceAll("/+$", "");
  }
}
