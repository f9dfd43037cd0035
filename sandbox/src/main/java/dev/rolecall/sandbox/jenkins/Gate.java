package dev.rolecall.sandbox.jenkins;

import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Call;
import dev.rolecall.sandbox.http.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What every request passes, in this order: who asks, the crumb of a write that has no API token,
 * and Overall/Read for everything but a few paths.
 */
final class Gate {
  private static final Set<String> OPEN =
      Set.of("whoAmI", "securityRealm", "j_spring_security_check", "login", "loginError");
  private static final int ID_LENGTH = 32;

  private final World world;
  private final Pages pages;
  private final RandomGenerator random;
  private final String secret;

  Gate(World world, Pages pages, RandomGenerator random) {
    this.world = world;
    this.pages = pages;
    this.random = random;
    this.secret = Tokens.random(random, ID_LENGTH);
  }

  /** Who asks; empty: with wrong credentials. A bearer token is no credential here. */
  Optional<Viewer> viewer(Call call) {
    String[] basic = basic(call);
    if (basic != null) {
      return world
          .accounts
          .byToken(basic[0], basic[1])
          .or(() -> world.accounts.byPassword(basic[0], basic[1]));
    }
    String session = session(call);
    return Optional.of(
        session == null
            ? Viewer.ANONYMOUS
            : world.accounts.bySession(session).orElse(Viewer.ANONYMOUS));
  }

  /** What stops this request; empty: nothing does. */
  Optional<Answer> stop(Call call, Viewer viewer) {
    String first = call.segments().isEmpty() ? "" : call.segments().getFirst();
    boolean write = call.method().equals("POST") && !first.equals("j_spring_security_check");
    if (write && viewer.way() != Viewer.Way.API_TOKEN && !crumbFits(call, viewer)) {
      return Optional.of(pages.noCrumb(call, crumb(call) != null));
    }
    if (OPEN.contains(first) || world.permits(viewer, Permissions.READ)) {
      return Optional.empty();
    }
    return Optional.of(
        viewer.anonymous()
            ? pages.authenticationRequired(call)
            : pages.forbidden(Permissions.READ));
  }

  /** A crumb is good only in the session that it was given in. */
  String crumbFor(String session, Viewer viewer) {
    return Tokens.fingerprint(secret + session + viewer.login());
  }

  /** The session of the request, or a new one that nobody is signed in to. */
  String sessionOrNew(Call call) {
    String session = session(call);
    return session == null ? Tokens.random(random, ID_LENGTH) : session;
  }

  private boolean crumbFits(Call call, Viewer viewer) {
    String session = session(call);
    return session != null && crumbFor(session, viewer).equals(crumb(call));
  }

  private static @Nullable String crumb(Call call) {
    String header = call.header("jenkins-crumb");
    return header == null ? new Params(call).optional("Jenkins-Crumb").orElse(null) : header;
  }

  static @Nullable String session(Call call) {
    String cookies = call.header("cookie");
    if (cookies == null) {
      return null;
    }
    for (String cookie : cookies.split(";", -1)) {
      if (cookie.strip().startsWith("JSESSIONID.x=")) {
        return cookie.strip().substring("JSESSIONID.x=".length());
      }
    }
    return null;
  }

  /** User and password or API token. */
  static String @Nullable [] basic(Call call) {
    String header = call.header("authorization");
    if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return null;
    }
    try {
      String text =
          new String(
              Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
      String[] parts = text.split(":", 2);
      return parts.length == 2 ? parts : new String[] {"", ""};
    } catch (IllegalArgumentException notBase64) {
      return new String[] {"", ""};
    }
  }
}
