package dev.rolecall.sandbox.jenkins;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The permissions of a bare core, as a real server listed them. */
final class Permissions {
  static final String ADMINISTER = "hudson.model.Hudson.Administer";
  static final String READ = "hudson.model.Hudson.Read";
  static final String ITEM_READ = "hudson.model.Item.Read";

  /** Never given by the API, whatever is asked for. */
  private static final Set<String> DANGEROUS =
      Set.of(
          "hudson.model.Hudson.RunScripts",
          "hudson.model.Hudson.UploadPlugins",
          "hudson.model.Hudson.ConfigureUpdateCenter");

  private static final Set<String> ALL =
      Set.of(
          ADMINISTER,
          "hudson.model.Hudson.Manage",
          READ,
          "hudson.model.Computer.Build",
          "hudson.model.Computer.Configure",
          "hudson.model.Computer.Connect",
          "hudson.model.Computer.Create",
          "hudson.model.Computer.Delete",
          "hudson.model.Computer.Disconnect",
          "hudson.model.Computer.Provision",
          "hudson.model.Item.Build",
          "hudson.model.Item.Cancel",
          "hudson.model.Item.Configure",
          "hudson.model.Item.Create",
          "hudson.model.Item.Delete",
          "hudson.model.Item.Discover",
          "hudson.model.Item.Move",
          ITEM_READ,
          "hudson.model.Item.Workspace",
          "hudson.model.Run.Delete",
          "hudson.model.Run.Update",
          "hudson.model.View.Configure",
          "hudson.model.View.Create",
          "hudson.model.View.Delete",
          "hudson.model.View.Read",
          "hudson.scm.SCM.Tag");

  private Permissions() {}

  /** From a comma list; what is unknown or dangerous is dropped in silence. */
  static Set<String> parse(String list) {
    Set<String> known = new LinkedHashSet<>();
    for (String id : List.of(list.split(",", -1))) {
      if (ALL.contains(id.strip()) && !DANGEROUS.contains(id.strip())) {
        known.add(id.strip());
      }
    }
    return known;
  }
}
