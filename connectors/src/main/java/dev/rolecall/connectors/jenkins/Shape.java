package dev.rolecall.connectors.jenkins;

import java.util.Map;

/**
 * The three kinds of scopes, each with its map of roles in the plugin and the words of policies
 * that it has unless configured.
 */
enum Shape {
  GLOBAL("global", "global", "globalRoles", "{role}", "read,administer"),
  FOLDER("folder", "folder:", "projectRoles", "{path}-{role}", "read,build,configure,deploy"),
  AGENT("agent", "agent:", "slaveRoles", "{path}-{role}", "build,configure");

  /**
   * What a role that we create may do. Roles add up, but each is of use by itself: a folder that
   * cannot be read cannot be built in.
   */
  private static final Map<String, String> PERMISSIONS =
      Map.of(
          "global.read", all("Hudson.Read", "View.Read"),
          "global.administer", all("Hudson.Administer"),
          "folder.read", all("Item.Read", "View.Read"),
          "folder.build", all("Item.Read", "Item.Build", "Item.Cancel"),
          "folder.configure",
              all("Item.Read", "Item.Build", "Item.Cancel", "Item.Workspace", "Item.Create")
                  + ","
                  + all("Item.Configure", "Item.Delete", "Run.Update"),
          "folder.deploy", all("Item.Read", "Item.Build", "Item.Cancel", "Run.Update"),
          "agent.build", all("Computer.Build"),
          "agent.configure",
              all(
                  "Computer.Build",
                  "Computer.Configure",
                  "Computer.Connect",
                  "Computer.Disconnect"));

  final String word;
  final String prefix;
  final String type;
  final String template;

  /** Comma list. */
  final String words;

  Shape(String word, String prefix, String type, String template, String words) {
    this.word = word;
    this.prefix = prefix;
    this.type = type;
    this.template = template;
    this.words = words;
  }

  /** As a comma list; "" for words of the configuration's own. */
  String permissions(String role) {
    return PERMISSIONS.getOrDefault(word + "." + role, "");
  }

  private static String all(String... permissions) {
    return "hudson.model." + String.join(",hudson.model.", permissions);
  }
}
