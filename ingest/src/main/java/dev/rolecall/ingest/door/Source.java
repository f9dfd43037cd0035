package dev.rolecall.ingest.door;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Where requests come from.
 *
 * @param key tells sources apart, in memory only: an IPv4 address, or the /64 of an IPv6 address,
 *     which is what one subscriber has to choose from
 * @param network what is written down: the /24 or /48. An address may be a person's, and the audit
 *     is kept; the network is enough to tell a misconfigured identity provider from a stranger, and
 *     what to block. A keyed hash would say neither.
 */
public record Source(String key, String network) {

  /** Where the address is not known. */
  public static final Source UNKNOWN = new Source("unknown", "unknown");

  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?=\\d)|$)){4}");

  /** With a colon in it Java never asks a name server. */
  private static final Pattern LIKE_IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private static final int IPV4_BYTES = 4;

  /** The source with this address, as digits; what is none is {@link #UNKNOWN}. */
  public static Source of(String address) {
    String digits = bare(address.strip());
    if (!IPV4.matcher(digits).matches() && !LIKE_IPV6.matcher(digits).matches()) {
      return UNKNOWN;
    }
    try {
      return of(InetAddress.getByName(digits).getAddress());
    } catch (UnknownHostException notAnAddress) {
      return UNKNOWN;
    }
  }

  private static Source of(byte[] address) throws UnknownHostException {
    return address.length == IPV4_BYTES
        ? new Source(text(address, 4), text(address, 3) + "/24")
        : new Source(text(address, 8), text(address, 6) + "/48");
  }

  private static String text(byte[] address, int kept) throws UnknownHostException {
    byte[] prefix = Arrays.copyOf(Arrays.copyOf(address, kept), address.length);
    return InetAddress.getByAddress(prefix).getHostAddress();
  }

  /** Without brackets, port and zone. */
  private static String bare(String address) {
    String bare = address;
    if (bare.startsWith("[") && bare.indexOf(']') > 0) {
      bare = bare.substring(1, bare.indexOf(']'));
    } else if (bare.indexOf(':') == bare.lastIndexOf(':') && bare.indexOf(':') > 0) {
      bare = bare.substring(0, bare.indexOf(':'));
    }
    int zone = bare.indexOf('%');
    return zone < 0 ? bare : bare.substring(0, zone);
  }
}
