package dev.rolecall.console;

import dev.rolecall.console.ConsoleConfig.ConfiguredTool;
import dev.rolecall.policy.adopt.Account;
import dev.rolecall.policy.adopt.Holder.Has;
import dev.rolecall.policy.adopt.Person;
import dev.rolecall.policy.adopt.Way;
import dev.rolecall.policy.draft.Cell;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AccountKey;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Holder;
import dev.rolecall.schemas.avro.Link;
import dev.rolecall.schemas.avro.Lookup;
import dev.rolecall.schemas.avro.NativeAccount;
import dev.rolecall.schemas.avro.Standing;
import dev.rolecall.schemas.avro.Status;
import dev.rolecall.schemas.avro.ToolReport;
import dev.rolecall.views.trail.ToolsReader.InTool;
import dev.rolecall.views.trail.TrailReader;
import dev.rolecall.views.trail.TrailReader.PersonKey;
import dev.rolecall.views.trail.TrailReader.WithAccess;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Gathers what is known of a tool, page by page. Blocks for as long as that takes. */
final class Surveyor {

  /** A page takes some milliseconds of a connection and some megabytes. */
  private static final int PAGE = 500;

  /** What a status says of an account that is verifiably gone. */
  private static final String DELETED = "deleted";

  /** Comes from a place above: nothing that somebody gave here. */
  private static final String INHERITED = "inherited";

  private final TrailReader trail;
  private final ConfiguredTool tool;
  private final Map<String, SeenAccount> accounts = new HashMap<>();
  private final Map<String, String> links = new HashMap<>();
  private final Map<String, List<Cell>> wanted = new HashMap<>();
  private final Map<String, List<Has>> invited = new HashMap<>();
  private final Map<String, List<Cell>> inherited = new HashMap<>();
  private final List<Person> people = new ArrayList<>();

  private Surveyor(TrailReader trail, ConfiguredTool tool) {
    this.trail = trail;
    this.tool = tool;
  }

  /** Everything there is, and each person of the directories on the way. */
  static Survey survey(
      TrailReader trail, ConfiguredTool tool, Consumer<dev.rolecall.schemas.avro.Person> witness) {
    return new Surveyor(trail, tool).survey(witness);
  }

  private Survey survey(Consumer<dev.rolecall.schemas.avro.Person> witness) {
    inTool();
    reports();
    links();
    people(witness);
    Map<String, List<Has>> held = new HashMap<>();
    List<Account> seen = new ArrayList<>();
    accounts.forEach((id, account) -> {
      held.put(id, account.has());
      seen.add(account.account());
    });
    List<String> protect =
        trail.controls().stream()
            .filter(control -> control.getTool().equals(tool.name()))
            .map(Control::getProtect)
            .flatMap(List::stream)
            .toList();
    return new Survey(
        tool.name(),
        asOf(trail, tool.name()),
        people,
        seen,
        held,
        links,
        wanted,
        invited,
        inherited,
        protect);
  }

  /** When the last whole sweep began, or at least when one last told something new. */
  static Optional<Instant> asOf(TrailReader trail, String tool) {
    return trail.toolReport(tool).map(ToolReport::getSweptAt).or(() -> trail.lastReport(tool));
  }

  private void inTool() {
    List<InTool> page = trail.inTool(tool.name(), Optional.empty(), PAGE);
    while (!page.isEmpty()) {
      for (InTool each : page) {
        String person = Keys.person(each.person().directory(), each.person().id());
        each.access().ifPresent(access -> wanted(person, access));
        each.status().ifPresent(status -> status(person, status));
      }
      page = trail.inTool(tool.name(), Optional.of(page.getLast().person()), PAGE);
    }
  }

  private void wanted(String person, Access access) {
    if (access.getDisposition() == Disposition.CONVERGE) {
      wanted.put(
          person,
          access.getGrants().stream()
              .map(grant -> new Cell(grant.getScope(), grant.getRole()))
              .toList());
    }
  }

  private void status(String person, Status status) {
    NativeAccount account = status.getAccount();
    List<dev.rolecall.schemas.avro.Cell> cells =
        status.getCells().stream().filter(cell -> !cell.getState().equals(INHERITED)).toList();
    if (cells.size() < status.getCells().size()) {
      inherited.put(
          person,
          status.getCells().stream()
              .filter(cell -> cell.getState().equals(INHERITED))
              .map(cell -> new Cell(cell.getScope(), cell.getRole()))
              .toList());
    }
    if (account == null) {
      invited.put(person, cells.stream().map(SeenAccount::has).toList());
    } else if (!account.getState().equals(DELETED)) {
      links.put(account.getId(), person);
      SeenAccount seen = account(account);
      cells.forEach(seen::cell);
    }
  }

  private SeenAccount account(NativeAccount account) {
    return accounts.computeIfAbsent(account.getId(), id -> new SeenAccount(account));
  }

  private void reports() {
    EachReport.of(
        trail,
        tool.name(),
        report -> report.getUnexplained().forEach(holder -> holder(report.getScope(), holder)));
  }

  private void holder(String scope, Holder holder) {
    account(holder.getAccount()).holder(scope, holder);
    if (holder.getPerson() != null) {
      links.putIfAbsent(holder.getAccount().getId(), holder.getPerson());
    }
  }

  private void links() {
    List<Link> page = trail.links(tool.name(), Optional.empty(), PAGE);
    while (!page.isEmpty()) {
      for (Link link : page) {
        NativeAccount account = link.getAccount();
        if (account != null && !account.getState().equals(DELETED)) {
          links.putIfAbsent(account.getId(), Keys.person(link.getDirectory(), link.getPerson()));
          account(account);
        }
      }
      page = trail.links(tool.name(), Optional.of(page.getLast().getKey()), PAGE);
    }
  }

  private void people(Consumer<dev.rolecall.schemas.avro.Person> witness) {
    List<WithAccess> page = trail.people(Optional.empty(), PAGE);
    while (!page.isEmpty()) {
      for (WithAccess each : page) {
        people.add(person(each.person()));
        witness.accept(each.person());
      }
      page = trail.people(Optional.of(PersonKey.of(page.getLast().person())), PAGE);
    }
  }

  private Person person(dev.rolecall.schemas.avro.Person person) {
    List<Way> ways =
        tool.accounts().of(person.getUser()).map(AccountKey::getFind).stream()
            .flatMap(List::stream)
            .map(Surveyor::way)
            .toList();
    return new Person(
        Keys.person(person.getDirectory(), person.getId()),
        person.getUser().getUserName(),
        person.getStanding() == Standing.ACTIVE,
        ways);
  }

  private static Way way(Lookup lookup) {
    return new Way(
        switch (lookup.getBy()) {
          case LOGIN -> Way.By.LOGIN;
          case EMAIL -> Way.By.EMAIL;
          case EXTERNAL_ID -> Way.By.EXTERNAL_ID;
        },
        lookup.getValue());
  }
}
