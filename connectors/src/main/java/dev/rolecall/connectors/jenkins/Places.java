package dev.rolecall.connectors.jenkins;

import dev.rolecall.connectors.http.HttpCaller;
import dev.rolecall.connectors.http.Meaning;
import dev.rolecall.connectors.http.Reply;
import dev.rolecall.connectors.http.Request;
import dev.rolecall.connectors.tool.ToolException;

/** Folders and agents. */
record Places(HttpCaller jenkins) {

  /** An administrator sees all of them: a 404 of Jenkins is no hidden one. */
  boolean exists(Place place) throws ToolException {
    String template =
        switch (place.shape()) {
          case GLOBAL -> "";
          case FOLDER -> "/job/{folder}".repeat(place.segments().size());
          case AGENT -> "/computer/{agent}";
        };
    String[] segments =
        place.shape() == Shape.GLOBAL ? new String[0] : place.segments().toArray(new String[0]);
    Reply reply =
        jenkins.send(Request.get(template + "/api/json", segments).with("tree", "_class"));
    if (JenkinsUsers.saysAbsent(reply)) {
      return false;
    }
    return Meaning.read(reply).isObject();
  }
}
