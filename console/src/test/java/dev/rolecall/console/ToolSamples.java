package dev.rolecall.console;

import dev.rolecall.console.ConsoleConfig.ConfiguredTool;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AccountKey;
import dev.rolecall.schemas.avro.Capability;
import dev.rolecall.schemas.avro.Cell;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.GroupRef;
import dev.rolecall.schemas.avro.Holder;
import dev.rolecall.schemas.avro.Lookup;
import dev.rolecall.schemas.avro.LookupBy;
import dev.rolecall.schemas.avro.NativeAccount;
import dev.rolecall.schemas.avro.Origin;
import dev.rolecall.schemas.avro.OtherWriter;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.ScopeReport;
import dev.rolecall.schemas.avro.Standing;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.Status;
import dev.rolecall.schemas.avro.ToolReport;
import dev.rolecall.schemas.avro.User;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A GitLab that was there before Rolecall. Accounts are found by the login before the "at". */
final class ToolSamples {

  static final ConfiguredTool CONFIGURED =
      new ConfiguredTool(
          "gitlab", "gitlab", true, Optional.of(described()), user -> Optional.of(key(user)));

  private ToolSamples() {}

  private static AccountKey key(User user) {
    String login = user.getUserName().substring(0, user.getUserName().indexOf('@'));
    return AccountKey.newBuilder()
        .setKey(login)
        .setFind(List.of(new Lookup(LookupBy.LOGIN, login)))
        .build();
  }

  private static ToolReport described() {
    return ToolReport.newBuilder()
        .setTool("gitlab")
        .setType("gitlab")
        .setEdition("self-managed")
        .setAt(Samples.NOON)
        .setCapabilities(
            List.of(
                new Capability("", "grant", "native", null),
                new Capability("", "delete-account", "manual", "Admin area → Users → Delete")))
        .setScopes(List.of("group or project: {**} (guest < developer < owner)"))
        .build();
  }

  static ToolReport report(Duration tokenLeft) {
    return ToolReport.newBuilder(described())
        .setVersion("17.5")
        .setTokenEnds(Samples.NOON.plus(tokenLeft))
        .setProblems(List.of("the token lacks the scope api: make a new one"))
        .setOtherWriters(List.of(new OtherWriter("pay/**", "SAML group sync")))
        .setSweptAt(Samples.NOON.minusSeconds(60))
        .build();
  }

  static Person person(String userName, boolean active, String... groups) {
    return Person.newBuilder()
        .setDirectory("acme")
        .setId(userName.replace('@', '-'))
        .setStanding(active ? Standing.ACTIVE : Standing.INACTIVE)
        .setUser(User.newBuilder().setUserName(userName).build())
        .setGroups(
            Arrays.stream(groups)
                .map(each -> new GroupRef(each, each, null, Samples.NOON, null, null))
                .toList())
        .build();
  }

  static Holder holder(String login, String role) {
    return Holder.newBuilder()
        .setAccount(new NativeAccount("id-" + login.toLowerCase(Locale.ROOT), login, "active"))
        .setRole(role)
        .setOrigin(Origin.UNEXPLAINED)
        .setBot(login.startsWith("bot"))
        .build();
  }

  static ScopeReport sweep(String scope, int part, Holder... holders) {
    return new ScopeReport(
        "gitlab", scope, Samples.NOON, List.of(holders), holders.length, holders.length, part);
  }

  /** What somebody should have: "scope:role". */
  static Access wants(String userName, String... cells) {
    return Access.newBuilder(Samples.access(userName.replace('@', '-'), 1))
        .setGrants(
            Arrays.stream(cells)
                .map(cell -> cell.split(":", 2))
                .map(cell -> new Grant(cell[0], cell[1], null, List.of()))
                .toList())
        .build();
  }

  /** What somebody has, by their status: "scope:role:origin". */
  static Status has(String userName, String... cells) {
    String login = userName.substring(0, userName.indexOf('@'));
    return Status.newBuilder(Samples.status(userName.replace('@', '-'), 1, State.OBSERVED))
        .setAccount(new NativeAccount("id-" + login, login, "active"))
        .setCells(Arrays.stream(cells).map(ToolSamples::cell).toList())
        .build();
  }

  private static Cell cell(String text) {
    String[] parts = text.split(":", 3);
    return Cell.newBuilder()
        .setScope(parts[0])
        .setRole(parts[1])
        .setOrigin(Origin.valueOf(parts[2]))
        .build();
  }
}
