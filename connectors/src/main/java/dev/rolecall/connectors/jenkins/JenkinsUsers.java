package dev.rolecall.connectors.jenkins;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.connectors.http.HttpCaller;
import dev.rolecall.connectors.http.Meaning;
import dev.rolecall.connectors.http.Reply;
import dev.rolecall.connectors.http.Reply.Answer;
import dev.rolecall.connectors.http.Request;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Applied.Call;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolException.Kind;
import dev.rolecall.connectors.tool.Whom;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** User records of one Jenkins: their ids are compared without case, and kept with it. */
final class JenkinsUsers {
  /** The rule of the built-in realm, unless ID_REGEX is set: no dot, no at sign. */
  private static final Pattern USER_NAME = Pattern.compile("[A-Za-z0-9_-]+");

  private static final String DESCRIPTOR = "/user/{id}/descriptorByName/jenkins.security.";

  /** Nobody is to know it: 190 bits, and short enough for every hash that Jenkins uses. */
  private static final int PASSWORD_LENGTH = 32;

  private static final String PASSWORD_SIGNS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final HttpCaller jenkins;
  private final RandomGenerator random;

  JenkinsUsers(HttpCaller jenkins, RandomGenerator random) {
    this.jenkins = jenkins;
    this.random = random;
  }

  /**
   * The id in Jenkins' spelling; empty: no such record. Where no id fits, an address names whoever
   * has that full name: somebody else. So nothing is done to anybody who was not found here.
   */
  Optional<String> find(String id) throws ToolException {
    if (!Place.inPath(id)) {
      return Optional.empty();
    }
    Reply reply = jenkins.send(Request.get("/user/{id}/api/json", id).with("tree", "id"));
    if (saysAbsent(reply)) {
      return Optional.empty();
    }
    JsonNode found = Meaning.read(reply).path("id");
    if (!found.isTextual()) {
      throw new ToolException(Kind.UNEXPECTED, "not a user as Jenkins shows one");
    }
    return Optional.of(found.asText()).filter(id::equalsIgnoreCase);
  }

  /**
   * A 404 in the look of Jenkins, or before 2024 of its container, which names Jenkins' servlet;
   * one of a proxy says nothing.
   */
  static boolean saysAbsent(Reply reply) {
    return reply instanceof Answer answer
        && answer.status() == 404
        && (answer.text().contains("resURL=\"") || answer.text().contains("Stapler"));
  }

  /** With a password that nobody knows; success is a redirect, refusal is 200. */
  Applied create(Whom whom) {
    String login = whom.createAs().orElse("");
    if (!USER_NAME.matcher(login).matches()) {
      return new Applied.Invalid(
          Call.NONE,
          "Jenkins accepts letters, digits, dash and underscore in a user name, and so neither a"
              + " dot nor an e-mail address");
    }
    String password = password();
    Reply reply =
        jenkins.send(
            Request.post("/securityRealm/createAccountByAdmin")
                .form("username", login)
                .form("password1", password)
                .form("password2", password)
                .form("fullname", whom.displayName().filter(it -> !it.isBlank()).orElse(login))
                .form("email", whom.email().orElse("")));
    if (!(reply instanceof Answer answer)) {
      return Meaning.written(reply);
    }
    return switch (answer.status()) {
      case 302 ->
          there(login).orElse(false)
              ? new Applied.Done(reply.call())
              : new Applied.Unknown(reply.call());
      case 200 -> refused(answer);
      case 404 ->
          new Applied.Refused(
              reply.call(),
              "accounts are not kept in Jenkins' own user database; set realm: external");
      default -> RoleStrategy.meaning(reply);
    };
  }

  /** The form again, with a message; the message may name the person, so it is not repeated. */
  private static Applied refused(Answer answer) {
    if (answer.text().contains("already taken")) {
      return new Applied.Conflict(answer.call());
    }
    if (answer.text().contains("createAccountByAdmin")) {
      return new Applied.Invalid(
          answer.call(),
          answer.text().contains("prohibited as a username")
              ? "Jenkins keeps this user name to itself"
              : "Jenkins does not accept this user name, full name or e-mail address");
    }
    return new Applied.Unknown(answer.call());
  }

  Applied revokeTokens(String id) {
    return gone(jenkins.send(Request.post(DESCRIPTOR + "ApiTokenProperty/revokeAll", id)));
  }

  /**
   * Only what is asked for next shows that a session has ended. Where there is the user and not
   * this call, the feature is switched off.
   */
  Applied endSessions(String id) throws ToolException {
    Reply reply =
        jenkins.send(Request.post(DESCRIPTOR + "seed.UserSeedProperty/renewSessionSeed", id));
    boolean absent = reply instanceof Answer answer && answer.status() == 404;
    return absent && find(id).isPresent()
        ? new Applied.Manual(reply.call(), JenkinsConnectorType.SESSIONS_BY_HAND)
        : gone(reply);
  }

  /**
   * A session that is still open brings the record back, once; the second deletion finds the
   * session ended by that.
   */
  Applied delete(String id) {
    Applied applied = deleteOnce(id);
    if (applied instanceof Applied.Done && there(id).orElse(false)) {
      applied = deleteOnce(id);
    }
    if (!(applied instanceof Applied.Done)) {
      return applied;
    }
    Call call = applied.call();
    return there(id)
        .<Applied>map(there -> there ? new Applied.Conflict(call) : new Applied.Done(call))
        .orElseGet(() -> new Applied.Unknown(call));
  }

  private Applied deleteOnce(String id) {
    Reply reply = jenkins.send(Request.post("/user/{id}/doDelete", id));
    return reply instanceof Answer answer && answer.status() == 302
        ? new Applied.Done(reply.call())
        : gone(reply);
  }

  private static Applied gone(Reply reply) {
    return saysAbsent(reply) ? new Applied.Already(reply.call()) : RoleStrategy.meaning(reply);
  }

  /** Empty: it could not be read. */
  private Optional<Boolean> there(String id) {
    try {
      return Optional.of(find(id).isPresent());
    } catch (ToolException unread) {
      return Optional.empty();
    }
  }

  private String password() {
    StringBuilder password = new StringBuilder(PASSWORD_LENGTH);
    for (int i = 0; i < PASSWORD_LENGTH; i++) {
      password.append(PASSWORD_SIGNS.charAt(random.nextInt(PASSWORD_SIGNS.length())));
    }
    return password.toString();
  }
}
