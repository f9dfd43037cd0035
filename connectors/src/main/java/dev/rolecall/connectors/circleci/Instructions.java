package dev.rolecall.connectors.circleci;

import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.ToolDescriptor.Ability;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What a person has to do where there is no call, in the words of CircleCI's pages. */
final class Instructions {
  private static final String PEOPLE = "app.circleci.com > Organization Settings > People";
  private static final String LINK =
      "; then link the account by hand with its user id: rolecall tools link";
  private static final String NOBODY_ELSES =
      "CircleCI has no call and no page for it: only the person can, in User Settings > Personal"
          + " API Tokens; a token sees nothing of the organization once its owner is removed from"
          + " it";

  private Instructions() {}

  static Ability needed(Change change) {
    return switch (change) {
      case Change.CreateAccount create -> Ability.CREATE_ACCOUNT;
      case Change.EnableAccount enable -> Ability.DISABLE_ACCOUNT;
      case Change.DisableAccount disable -> Ability.DISABLE_ACCOUNT;
      case Change.RevokeCredentials revoke -> Ability.REVOKE_CREDENTIALS;
      case Change.EndSessions end -> Ability.END_SESSIONS;
      case Change.DeleteAccount delete -> Ability.DELETE_ACCOUNT;
      case Change.Invite invite -> Ability.INVITE;
      case Change.CancelInvite cancel -> Ability.INVITE;
      case Change.Grant grant -> Ability.GRANT;
      case Change.ChangeRole role -> Ability.CHANGE;
      case Change.Revoke revoke -> Ability.REVOKE;
    };
  }

  /** Where the organization has its own people. */
  static Map<Ability, String> of(boolean unofficial) {
    String link = unofficial ? "" : LINK;
    Map<Ability, String> texts = new EnumMap<>(Ability.class);
    texts.put(Ability.CREATE_ACCOUNT, "invite the person: " + PEOPLE + " > Invite" + link);
    texts.put(Ability.INVITE, "invite the person: " + PEOPLE + " > Invite" + link);
    texts.put(
        Ability.DELETE_ACCOUNT,
        "remove the person from the organization: "
            + PEOPLE
            + " > ... > Remove"
            + (unofficial ? "" : "; then take the link away, for the API does not show it"));
    texts.put(
        Ability.REVOKE,
        "org: "
            + PEOPLE
            + "; group: Organization Settings > Groups; project: Project Settings > People");
    texts.put(Ability.REVOKE_CREDENTIALS, NOBODY_ELSES);
    texts.put(Ability.END_SESSIONS, NOBODY_ELSES);
    if (!unofficial) {
      String where =
          "org: "
              + PEOPLE
              + "; group: Organization Settings > Groups; project: Project Settings > People."
              + " CircleCI's public API neither does it nor shows it";
      texts.put(Ability.GRANT, where);
      texts.put(Ability.CHANGE, where);
      texts.put(Ability.FIND_BY_EMAIL, "link accounts by hand: rolecall tools link");
      texts.put(Ability.FIND_BY_LOGIN, "link accounts by hand: rolecall tools link");
    }
    return texts;
  }

  /** Where another tool is the master of people and roles. */
  static Map<Ability, String> of(OrgType type) {
    String text =
        type == OrgType.SERVER
            ? "people and roles of a CircleCI server come from "
                + type.master()
                + ": change them there; suspend people on the server's Admin page"
            : "people and roles of this organization come from "
                + type.master()
                + ": change them there; CircleCI follows within some hours";
    return Arrays.stream(Ability.values())
        .collect(Collectors.toMap(ability -> ability, ability -> text));
  }
}
