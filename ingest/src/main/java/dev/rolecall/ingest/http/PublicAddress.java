package dev.rolecall.ingest.http;

import dev.rolecall.service.config.RolecallConfig.HttpConfig;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address under which a client reaches the SCIM root: configured, or told by a proxy that is
 * believed, or that of the request itself. Whatever is not an address is ignored, so that no header
 * can put anything else into an answer.
 */
final class PublicAddress {

  private static final Pattern HOST =
      Pattern.compile(
          "([A-Za-z0-9_][A-Za-z0-9._-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}\\])(?::(\\d{1,5}))?");

  /** One or more segments of a path. */
  private static final Pattern PREFIX =
      Pattern.compile("(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)+");

  private static final Pattern PORT = Pattern.compile("\\d{1,5}");

  private static final int MOST_PORT = 65_535;

  private final HttpConfig config;
  private final String base;

  PublicAddress(HttpConfig config, String base) {
    this.config = config;
    this.base = base;
  }

  /**
   * The absolute address of the SCIM root, without a slash at its end.
   *
   * @param header the first header of a name, or null
   * @param scheme of the request itself
   * @param authority of the request itself, when there is one
   */
  String root(
      Function<String, @Nullable String> header, String scheme, Optional<String> authority) {
    if (config.publicAddress().isPresent()) {
      return config.publicAddress().get().toString().replaceAll("/+$", "") + base;
    }
    String own = authority.filter(PublicAddress::isHost).orElseGet(() -> config.endpoint().host());
    if (!config.forwarded()) {
      return scheme + "://" + own + base;
    }
    String outer =
        told(header, "X-Forwarded-Proto", "proto")
            .map(each -> each.toLowerCase(Locale.ROOT))
            .filter(each -> each.equals("http") || each.equals("https"))
            .orElse(scheme);
    String host =
        told(header, "X-Forwarded-Host", "host").filter(PublicAddress::isHost).orElse(own);
    Optional<String> port = first(header.apply("X-Forwarded-Port")).filter(PublicAddress::isPort);
    String prefix =
        first(header.apply("X-Forwarded-Prefix"))
            .map(each -> each.replaceAll("/+$", ""))
            .filter(each -> PREFIX.matcher(each).matches())
            .orElse("");
    return outer + "://" + withPort(host, port, outer) + prefix + base;
  }

  /** A port that goes without saying is not said. */
  private static String withPort(String host, Optional<String> port, String scheme) {
    Matcher parts = HOST.matcher(host);
    if (!parts.matches()) {
      return host;
    }
    String number = port.orElse(parts.group(2));
    String usual = scheme.equals("https") ? "443" : "80";
    return number == null || number.equals(usual) ? parts.group(1) : parts.group(1) + ":" + number;
  }

  /**
   * Most proxies set X-Forwarded-… and let a client's Forwarded pass, so that one counts only
   * without the others.
   */
  private static Optional<String> told(
      Function<String, @Nullable String> header, String name, String parameter) {
    boolean hasOlder =
        header.apply("X-Forwarded-Proto") != null || header.apply("X-Forwarded-Host") != null;
    return hasOlder
        ? first(header.apply(name))
        : first(header.apply("Forwarded")).flatMap(each -> forwarded(each, parameter));
  }

  /** One parameter of an element of RFC 7239. */
  private static Optional<String> forwarded(String element, String parameter) {
    for (String pair : element.split(";", -1)) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2 && parts[0].strip().equalsIgnoreCase(parameter)) {
        String value = parts[1].strip();
        boolean isQuoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return Optional.of(isQuoted ? value.substring(1, value.length() - 1) : value);
      }
    }
    return Optional.empty();
  }

  /** The first of a list is what the outermost proxy saw. */
  private static Optional<String> first(@Nullable String list) {
    return Optional.ofNullable(list)
        .map(each -> each.split(",", 2)[0].strip())
        .filter(each -> !each.isEmpty());
  }

  private static boolean isHost(String text) {
    Matcher parts = HOST.matcher(text);
    return parts.matches() && (parts.group(2) == null || isPort(parts.group(2)));
  }

  private static boolean isPort(String text) {
    return PORT.matcher(text).matches()
        && Integer.parseInt(text) >= 1
        && Integer.parseInt(text) <= MOST_PORT;
  }
}
