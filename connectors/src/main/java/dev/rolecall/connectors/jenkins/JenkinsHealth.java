package dev.rolecall.connectors.jenkins;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.connectors.http.HttpCaller;
import dev.rolecall.connectors.http.Meaning;
import dev.rolecall.connectors.http.Reply;
import dev.rolecall.connectors.http.Reply.Answer;
import dev.rolecall.connectors.http.Request;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolException.Kind;
import dev.rolecall.connectors.tool.ToolHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Whether our account may do what it has to, and whether Jenkins is as the options say. */
record JenkinsHealth(HttpCaller jenkins, boolean ownRealm, boolean matrix) {

  ToolHealth check() throws ToolException {
    Reply reply = jenkins.send(Request.get("/whoAmI/api/json"));
    JsonNode self = Meaning.read(reply);
    if (self.path("anonymous").asBoolean(false)
        || self.path("name").asText("anonymous").equals("anonymous")) {
      throw new ToolException(Kind.UNAUTHORISED, "Jenkins does not know who asks");
    }
    List<String> problems = new ArrayList<>();
    authorization(problems);
    if (ownRealm && status(Request.get("/securityRealm/")) == 404) {
      problems.add(
          "Accounts are not kept in Jenkins' own user database: set realm: external, and Rolecall"
              + " assigns roles only.");
    }
    return new ToolHealth(
        reply instanceof Answer answer ? answer.header("X-Jenkins") : Optional.empty(),
        Optional.empty(),
        problems,
        asCode());
  }

  private void authorization(List<String> problems) throws ToolException {
    Reply reply = jenkins.send(RoleStrategy.list(Shape.GLOBAL));
    boolean absent = JenkinsUsers.saysAbsent(reply);
    if (reply instanceof Answer answer && answer.status() == 403) {
      problems.add(
          "The token's account is no administrator: give it a global role with"
              + " Overall/Administer.");
    } else if (absent && !matrix) {
      problems.add(
          "The role strategy plugin does not decide who may do what here: install it and choose"
              + " Role-Based Strategy under Security, or set authorization: matrix.");
    } else if (!absent) {
      Roles.of(Meaning.read(reply));
      if (matrix) {
        problems.add("The role strategy plugin is active: remove authorization: matrix.");
      }
      if (status(RoleStrategy.administratorsOnly()) == 403) {
        problems.add(
            "The token's account may read roles but not assign them: it needs"
                + " Overall/Administer.");
      }
    }
  }

  /** A reload of it sets all assignments back, when roles are among what it configures. */
  private Map<String, String> asCode() {
    Reply reply = jenkins.send(Request.get("/manage/configuration-as-code/"));
    boolean loaded =
        reply instanceof Answer answer
            && answer.succeeded()
            && answer.text().toLowerCase(Locale.ROOT).contains("configuration loaded from");
    String who = "configuration as code (JCasC), if it holds the role strategy";
    return loaded
        ? Map.of("global", who, "folder:*", who, "folder:*/**", who, "agent:*", who)
        : Map.of();
  }

  private int status(Request request) {
    return jenkins.send(request) instanceof Answer answer ? answer.status() : 0;
  }
}
