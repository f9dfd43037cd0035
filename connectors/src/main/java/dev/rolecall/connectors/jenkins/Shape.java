package dev.rolecall.connectors.jenkins;

import java.util.List;
import java.util.Map;

/**
 * The three kinds of scopes, each with its map of roles in the plugin and the words of policies
 * that it has unless configured.
 */
enum Shape {
  GLOBAL("global", "global", "globalRoles", "{role}", List.of("read", "administer")),
  FOLDER(
      "folder",
      "folder:",
      "projectRoles",
      "{path}-{role}",
      List.of("read", "build", "configure", "deploy")),
  AGENT("agent", "agent:", "slaveRoles", "{path}-{role}", List.of("build", "configure"));

  private static final String ITEM = "hudson.model.Item.";
  private static final String AGENT_RIGHTS = "hudson.model.Computer.";

  /**
   * What a role that we create may do. Roles add up, but each is of use by itself: a folder that
   * cannot be read cannot be built in.
   */
  private static final Map<String, String> PERMISSIONS =
      Map.of(
          "global.read", "hudson.model.Hudson.Read,hudson.model.View.Read",
          "global.administer", "hudson.model.Hudson.Administer",
          "folder.read", ITEM + "Read,hudson.model.View.Read",
          "folder.build", ITEM + "Read," + ITEM + "Build," + ITEM + "Cancel",
          "folder.configure",
              ITEM + "Read," + ITEM + "Build," + ITEM + "Cancel," + ITEM + "Workspace," + ITEM
                  + "Create," + ITEM + "Configure," + ITEM + "Delete,hudson.model.Run.Update",
          "folder.deploy",
              ITEM + "Read," + ITEM + "Build," + ITEM + "Cancel,hudson.model.Run.Update",
          "agent.build", AGENT_RIGHTS + "Build",
          "agent.configure",
              AGENT_RIGHTS + "Build," + AGENT_RIGHTS + "Configure," + AGENT_RIGHTS + "Connect,"
                  + AGENT_RIGHTS + "Disconnect");

  final String word;
  final String prefix;
  final String type;
  final String template;
  final List<String> roles;

  Shape(String word, String prefix, String type, String template, List<String> roles) {
    this.word = word;
    this.prefix = prefix;
    this.type = type;
    this.template = template;
    this.roles = roles;
  }

  /** As a comma list; "" for words of the configuration's own. */
  String permissions(String role) {
    return PERMISSIONS.getOrDefault(word + "." + role, "");
  }
}
