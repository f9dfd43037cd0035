package dev.rolecall.connectors.jenkins;

import dev.rolecall.connectors.http.Request;
import dev.rolecall.connectors.tool.Observation.ObservedAccount;
import dev.rolecall.connectors.tool.Observation.Presence;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolException.Kind;
import dev.rolecall.connectors.tool.ToolSettings;
import dev.rolecall.connectors.tool.Whom;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whose account is whose. Where a directory keeps the accounts, everybody in it has one, whether
 * Jenkins has met them or not.
 */
final class JenkinsPeople {
  /** Names that Jenkins keeps to itself. */
  private static final Set<String> NOBODY = Set.of("anonymous", "authenticated", "system");

  private final ToolSettings settings;
  private final JenkinsUsers users;

  /** An account in Jenkins' spelling, and by which way it was found. */
  record Found(String login, String by) {
    /** Logins are personal. */
    @Override
    public String toString() {
      return "Found[" + by + "]";
    }
  }

  JenkinsPeople(ToolSettings settings, JenkinsUsers users) {
    this.settings = settings;
    this.users = users;
  }

  /** Whether Jenkins' own user database keeps the accounts. */
  boolean ours() {
    return JenkinsConnectorType.ownRealm(settings.options());
  }

  /** By id once there is one, and then by nothing else. */
  Optional<Found> find(Whom whom) throws ToolException {
    if (whom.nativeId().isPresent()) {
      String id = whom.nativeId().get();
      return spelled(given(whom, id)).map(login -> new Found(login, "id"));
    }
    for (Whom.Lookup lookup : whom.find()) {
      Optional<String> login =
          switch (lookup.by()) {
            case LOGIN -> spelled(lookup.value());
            case EMAIL, EXTERNAL_ID -> Optional.empty();
          };
      if (login.isPresent()) {
        return login.map(it -> new Found(it, "login"));
      }
    }
    return Optional.empty();
  }

  /** What an account of this person is called, whether it is there or not. */
  Optional<String> login(Whom whom) {
    return whom.nativeId()
        .or(() -> logins(whom).findFirst())
        .map(id -> given(whom, id))
        .filter(Request::safeInPath);
  }

  /** Our ids have no case; the person's own spelling is what a directory may insist on. */
  private static String given(Whom whom, String id) {
    return logins(whom).filter(id::equalsIgnoreCase).findFirst().orElse(id);
  }

  private static Stream<String> logins(Whom whom) {
    return whom.find().stream()
        .filter(lookup -> lookup.by() == Whom.By.LOGIN)
        .map(Whom.Lookup::value);
  }

  /** The account to create, when it is there and was not found. */
  Optional<ObservedAccount> taken(Whom whom) throws ToolException {
    Optional<String> login =
        ours() && whom.createAs().isPresent()
            ? users.find(whom.createAs().get())
            : Optional.empty();
    return login.isPresent() ? Optional.of(observed(login.get())) : Optional.empty();
  }

  /** Jenkins tells nothing but the name; our own account is nobody's. */
  ObservedAccount observed(String login) throws ToolException {
    String id = login.toLowerCase(Locale.ROOT);
    return new ObservedAccount(id, login, Presence.ACTIVE, own(login) || NOBODY.contains(id));
  }

  /** Whether it is the account that the token belongs to. */
  boolean own(String login) throws ToolException {
    try {
      return login.equalsIgnoreCase(settings.token().get().strip().split(":", 2)[0]);
    } catch (RuntimeException unreadable) {
      throw new ToolException(Kind.UNAUTHORISED, "no usable token is configured");
    }
  }

  private Optional<String> spelled(String login) throws ToolException {
    return ours() ? users.find(login) : Optional.of(login);
  }
}
