package dev.rolecall.console;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.BindingReport;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.Cell;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.HeldPerson;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldState;
import dev.rolecall.schemas.avro.Link;
import dev.rolecall.schemas.avro.NativeAccount;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.ScopeReport;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.Status;
import dev.rolecall.schemas.avro.ToolReport;
import dev.rolecall.views.trail.TrailReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** What the topics hold, without topics: answers as the view does. */
final class TrailInMemory implements TrailReader {

  final List<Access> accesses = new ArrayList<>();
  final List<Status> statuses = new ArrayList<>();
  final List<ScopeReport> reports = new ArrayList<>();
  final List<ToolReport> toolReports = new ArrayList<>();
  final List<PersonKey> leavers = new ArrayList<>();
  final Map<String, Instant> modeSince = new TreeMap<>();
  final List<Control> controls = new CopyOnWriteArrayList<>();
  final List<AuditEntry> entries = new ArrayList<>();
  final List<Person> people = new ArrayList<>();
  final List<Hold> holds = new CopyOnWriteArrayList<>();
  final List<HeldPerson> held = new ArrayList<>();
  final List<Link> links = new CopyOnWriteArrayList<>();
  volatile ChangedCells changed = new ChangedCells(List.of(), 0, true);
  volatile Optional<BundleState> bundle = Optional.empty();
  volatile Optional<String> behind = Optional.empty();

  @Override
  public List<Access> accesses(String directory, String person) {
    return accesses.stream()
        .filter(each -> each.getDirectory().equals(directory) && each.getPerson().equals(person))
        .toList();
  }

  @Override
  public List<Status> statuses(String directory, String person) {
    return statuses.stream()
        .filter(each -> each.getDirectory().equals(directory) && each.getPerson().equals(person))
        .toList();
  }

  @Override
  public List<Held> holders(String tool, Optional<String> scope, int most) {
    return statuses.stream()
        .filter(each -> each.getTool().equals(tool))
        .flatMap(each -> each.getCells().stream().map(cell -> held(each, cell)))
        .filter(each -> scope.isEmpty() || scope.get().equals(each.scope()))
        .limit(most)
        .toList();
  }

  private static Held held(Status status, Cell cell) {
    NativeAccount account = status.getAccount();
    return new Held(
        status.getDirectory(),
        status.getPerson(),
        cell.getScope(),
        cell.getRole(),
        Shapes.word(cell.getOrigin()),
        cell.getState(),
        account == null ? "-" : account.getLogin());
  }

  @Override
  public List<ScopeReport> reports(
      String tool, Optional<String> scope, Optional<ReportKey> after, int most) {
    Comparator<ReportKey> byKey =
        Comparator.comparing(ReportKey::scope).thenComparingInt(ReportKey::part);
    return reports.stream()
        .filter(each -> each.getTool().equals(tool))
        .filter(each -> scope.isEmpty() || scope.get().equals(each.getScope()))
        .filter(each -> after.isEmpty() || byKey.compare(ReportKey.of(each), after.get()) > 0)
        .sorted(Comparator.comparing(ReportKey::of, byKey))
        .limit(most)
        .toList();
  }

  @Override
  public Optional<Instant> lastReport(String tool) {
    return reports.stream()
        .filter(each -> each.getTool().equals(tool))
        .map(ScopeReport::getAt)
        .max(Comparator.naturalOrder());
  }

  @Override
  public Optional<ToolReport> toolReport(String tool) {
    return toolReports.stream().filter(each -> each.getTool().equals(tool)).findFirst();
  }

  @Override
  public Optional<Instant> modeSince(String tool) {
    return Optional.ofNullable(modeSince.get(tool));
  }

  @Override
  public List<InTool> inTool(String tool, Optional<PersonKey> after, int most) {
    Map<String, InTool> all = new TreeMap<>();
    for (Access each : accesses) {
      if (each.getTool().equals(tool)) {
        PersonKey key = new PersonKey(each.getDirectory(), each.getPerson());
        all.put(
            each.getPerson(),
            new InTool(
                key,
                Optional.of(each),
                statuses(key.directory(), key.id()).stream()
                    .filter(status -> status.getTool().equals(tool))
                    .findFirst()));
      }
    }
    for (Status each : statuses) {
      if (each.getTool().equals(tool)) {
        all.putIfAbsent(
            each.getPerson(),
            new InTool(
                new PersonKey(each.getDirectory(), each.getPerson()),
                Optional.empty(),
                Optional.of(each)));
      }
    }
    return all.values().stream()
        .filter(each -> after.isEmpty() || each.person().id().compareTo(after.get().id()) > 0)
        .limit(most)
        .toList();
  }

  @Override
  public StillThere leavers(String tool, int most) {
    return new StillThere(leavers.size(), leavers.stream().limit(most).toList());
  }

  @Override
  public List<BindingReport> bindings(String tool, Optional<String> after, int most) {
    return List.of();
  }

  @Override
  public List<Control> controls() {
    return List.copyOf(controls);
  }

  @Override
  public ToolProgress progress(String tool) {
    List<Access> wanted = accesses.stream().filter(each -> each.getTool().equals(tool)).toList();
    List<Instant> waiting =
        wanted.stream()
            .filter(each -> statuses.stream().noneMatch(status -> workedOff(each, status)))
            .map(each -> each.getCause().getDecidedAt())
            .sorted()
            .toList();
    Map<State, Long> states = new EnumMap<>(State.class);
    List<Status> done = statuses.stream().filter(each -> each.getTool().equals(tool)).toList();
    done.forEach(each -> states.merge(each.getState(), 1L, Long::sum));
    return new ToolProgress(
        wanted.size(),
        waiting.size(),
        waiting.stream().findFirst(),
        states,
        done.stream().mapToLong(each -> each.getFindings().size()).sum());
  }

  private static boolean workedOff(Access access, Status status) {
    return status.getTool().equals(access.getTool())
        && status.getPerson().equals(access.getPerson())
        && access.getVersion().equals(status.getApplied());
  }

  @Override
  public List<AuditEntry> audit(AuditQuery query) {
    Stream<AuditEntry> found =
        entries.stream()
            .filter(each -> query.directory().map(each.getDirectory()::equals).orElse(true))
            .filter(each -> query.person().map(id -> id.equals(each.getPerson())).orElse(true))
            .filter(each -> query.tool().map(tool -> isOf(tool, each)).orElse(true))
            .filter(each ->
                query.correlation().map(each.getCause().getCorrelation()::equals).orElse(true));
    List<AuditEntry> all = found.toList();
    return all.subList(Math.max(0, all.size() - query.most()), all.size());
  }

  private static boolean isOf(String tool, AuditEntry entry) {
    return entry.getTarget() != null && entry.getTarget().getTool().equals(tool);
  }

  @Override
  public Optional<Person> person(String directory, String id) {
    PersonKey key = new PersonKey(directory, id);
    return people.stream().filter(each -> PersonKey.of(each).equals(key)).findFirst();
  }

  @Override
  public List<WithAccess> people(Optional<PersonKey> after, int most) {
    Comparator<PersonKey> byKey =
        Comparator.comparing(PersonKey::directory).thenComparing(PersonKey::id);
    return people.stream()
        .filter(each -> after.isEmpty() || byKey.compare(PersonKey.of(each), after.get()) > 0)
        .sorted(Comparator.comparing(PersonKey::of, byKey))
        .limit(most)
        .map(each -> new WithAccess(each, accesses(each.getDirectory(), each.getId())))
        .toList();
  }

  @Override
  public long countPeople() {
    return people.size();
  }

  @Override
  public Optional<BundleState> bundle() {
    return bundle;
  }

  @Override
  public List<AuditEntry> decided(String directory, String person, Instant until) {
    Map<String, AuditEntry> last = new TreeMap<>();
    for (AuditEntry each : entries) {
      if (each.getType() == AuditType.ACCESS_DECIDED
          && each.getDirectory().equals(directory)
          && person.equals(each.getPerson())
          && !each.getOccurredAt().isAfter(until)) {
        last.put(each.getTarget().getTool(), each);
      }
    }
    return List.copyOf(last.values());
  }

  @Override
  public List<Link> links(String tool, Optional<String> after, int most) {
    return links.stream()
        .filter(each -> each.getTool().equals(tool))
        .filter(each -> after.isEmpty() || each.getKey().compareTo(after.get()) > 0)
        .sorted(Comparator.comparing(Link::getKey))
        .limit(most)
        .toList();
  }

  @Override
  public List<Link> linksOf(String tool, String directory, String person) {
    return links(tool, Optional.empty(), Integer.MAX_VALUE).stream()
        .filter(each -> each.getDirectory().equals(directory) && each.getPerson().equals(person))
        .toList();
  }

  @Override
  public List<Link> linksTo(String tool, String account) {
    return links(tool, Optional.empty(), Integer.MAX_VALUE).stream()
        .filter(each -> each.getAccount() != null && each.getAccount().getId().equals(account))
        .toList();
  }

  @Override
  public List<Held> unexplained(String tool, int most) {
    return holders(tool, Optional.empty(), Integer.MAX_VALUE).stream()
        .filter(each -> each.origin().equals("unexplained"))
        .sorted(Comparator.comparing(Held::directory).thenComparing(Held::person))
        .limit(most)
        .toList();
  }

  @Override
  public Optional<String> problem() {
    return behind;
  }

  @Override
  public List<Hold> holds(HoldQuery query) {
    return holds.stream()
        .filter(each -> query.all() || each.getState() == HoldState.OPEN)
        .filter(each -> query.tool().map(tool -> tool.equals(each.getTool())).orElse(true))
        .filter(
            each -> query.directory().map(name -> name.equals(each.getDirectory())).orElse(true))
        .limit(query.most())
        .toList();
  }

  @Override
  public Optional<Hold> hold(String id) {
    return holds.stream().filter(each -> each.getId().equals(id)).findFirst();
  }

  @Override
  public List<HeldPerson> held(String hold, Optional<PersonKey> after, int most) {
    return held.stream()
        .filter(each -> each.getHold().equals(hold))
        .filter(each -> after.map(last -> each.getPerson().compareTo(last.id()) > 0).orElse(true))
        .sorted(Comparator.comparing(HeldPerson::getPerson))
        .limit(most)
        .toList();
  }

  @Override
  public List<HeldPerson> heldOf(String directory, String person) {
    return held.stream()
        .filter(each -> each.getDirectory().equals(directory) && each.getPerson().equals(person))
        .toList();
  }

  @Override
  public OpenHolds openHolds() {
    List<Instant> open =
        holds.stream()
            .filter(each -> each.getState() == HoldState.OPEN)
            .map(Hold::getOpenedAt)
            .sorted()
            .toList();
    return new OpenHolds(open.size(), open.stream().findFirst());
  }

  @Override
  public GrantedRoles granted(String directory, String tool) {
    List<Status> of =
        statuses.stream()
            .filter(each -> each.getTool().equals(tool) && each.getDirectory().equals(directory))
            .toList();
    return new GrantedRoles(of.size(), of.stream().mapToLong(each -> each.getCells().size()).sum());
  }

  @Override
  public ChangedCells changed(String cause, int most) {
    return cause.equals("command-1") ? changed : new ChangedCells(List.of(), 0, true);
  }

  @Override
  public Optional<AuditEntry> last(AuditType type, String tool) {
    return entries.stream()
        .filter(each -> each.getType() == type && isOf(tool, each))
        .reduce((one, other) -> other);
  }

  @Override
  public Optional<Instant> auditedSince() {
    return entries.stream().map(AuditEntry::getOccurredAt).min(Comparator.naturalOrder());
  }
}
