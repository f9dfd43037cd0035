package dev.rolecall.service.config;

import java.net.URI;

/** Addresses of tools and of ourselves, as written in the configuration. */
final class Addresses {

  /** Where a problem was reported instead. */
  private static final URI NO_ADDRESS = URI.create("http://invalid.invalid");

  private Addresses() {}

  /** An absolute web address; what is wrong with another one becomes a problem of its key. */
  static URI url(ConfigNode node, String text) {
    try {
      URI url = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      if (!text.isEmpty() && (!web || url.getHost() == null)) {
        node.problem("should be an absolute http or https address");
      }
      if (url.getRawUserInfo() != null
          || url.getRawQuery() != null
          || url.getRawFragment() != null) {
        node.problem("should hold neither a name, a password, a query nor a fragment");
        return NO_ADDRESS;
      }
      return url;
    } catch (IllegalArgumentException e) {
      node.problem("is not an address");
      return NO_ADDRESS;
    }
  }
}
