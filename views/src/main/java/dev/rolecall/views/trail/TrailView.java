package dev.rolecall.views.trail;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.BindingReport;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.HeldPerson;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldTrigger;
import dev.rolecall.schemas.avro.Link;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.ScopeReport;
import dev.rolecall.schemas.avro.Status;
import dev.rolecall.schemas.avro.ToolReport;
import dev.rolecall.views.log.LogView;
import dev.rolecall.views.log.LogView.LogViewConfig;
import dev.rolecall.views.log.ReadLimits;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who has what, why, and what happened, read from a local SQLite file that follows the topics. */
public final class TrailView implements TrailReader, AutoCloseable {

  /** Operators are few, and none of their reads is of everything. */
  private static final ReadLimits LIMITS = new ReadLimits(2, 2, 200);

  private final LogView view;

  private TrailView(LogView view) {
    this.view = view;
  }

  /**
   * Starts to follow the topics of these tools.
   *
   * @throws IllegalStateException when Kafka does not answer or a topic is missing
   */
  public static TrailView start(LogViewConfig config, Collection<String> tools) {
    TrailApplier applier = new TrailApplier(tools);
    return new TrailView(
        LogView.start(config, applier.topics(), TrailTables.layout(), applier, LIMITS));
  }

  @Override
  public List<Access> accesses(String directory, String person) {
    return view.read(file -> TrailQueries.accesses(file, directory, person));
  }

  @Override
  public List<Status> statuses(String directory, String person) {
    return view.read(file -> TrailQueries.statuses(file, directory, person));
  }

  @Override
  public List<Held> holders(String tool, Optional<String> scope, int most) {
    return view.read(file -> TrailQueries.holders(file, tool, scope, most));
  }

  @Override
  public List<ScopeReport> reports(
      String tool, Optional<String> scope, Optional<ReportKey> after, int most) {
    return view.read(file -> ToolQueries.reports(file, tool, scope, after, most));
  }

  @Override
  public Optional<Instant> lastReport(String tool) {
    return view.read(file -> ToolQueries.lastReport(file, tool));
  }

  @Override
  public Optional<ToolReport> toolReport(String tool) {
    return view.read(file -> ToolQueries.toolReport(file, tool));
  }

  @Override
  public Optional<Instant> modeSince(String tool) {
    return view.read(file -> ToolQueries.modeSince(file, tool));
  }

  @Override
  public List<InTool> inTool(String tool, Optional<PersonKey> after, int most) {
    return view.read(file -> ToolQueries.inTool(file, tool, after, most));
  }

  @Override
  public StillThere leavers(String tool, int most) {
    return view.read(file -> ToolQueries.leavers(file, tool, most));
  }

  @Override
  public List<BindingReport> bindings(String tool, Optional<String> after, int most) {
    return view.read(file -> ToolQueries.bindings(file, tool, after, most));
  }

  @Override
  public List<Control> controls() {
    return view.read(TrailQueries::controls);
  }

  @Override
  public ToolProgress progress(String tool) {
    return view.read(file -> TrailQueries.progress(file, tool));
  }

  @Override
  public List<AuditEntry> audit(AuditQuery query) {
    return view.read(file -> TrailQueries.audit(file, query));
  }

  @Override
  public Optional<Person> person(String directory, String id) {
    return view.read(file -> TrailPeople.person(file, directory, id));
  }

  @Override
  public List<WithAccess> people(Optional<PersonKey> after, int most) {
    return view.read(file -> TrailPeople.page(file, after, most));
  }

  @Override
  public long countPeople() {
    return view.scan(TrailPeople::count);
  }

  @Override
  public Optional<BundleState> bundle() {
    return view.read(TrailPeople::bundle);
  }

  @Override
  public List<AuditEntry> decided(String directory, String person, Instant until) {
    return view.read(file -> TrailQueries.decided(file, directory, person, until));
  }

  @Override
  public List<Hold> holds(HoldQuery query) {
    return view.read(file -> TrailHolds.holds(file, query));
  }

  @Override
  public Optional<Hold> hold(String id) {
    return view.read(file -> TrailHolds.hold(file, id));
  }

  @Override
  public List<HeldPerson> held(String hold, Optional<PersonKey> after, int most) {
    return view.read(file -> TrailHolds.held(file, hold, after, most));
  }

  @Override
  public List<HeldPerson> heldOf(String directory, String person) {
    return view.read(file -> TrailHolds.heldOf(file, directory, person));
  }

  /** How many holds are open, by what held them; without those that hold nothing. */
  public Map<HoldTrigger, Long> openByTrigger() {
    return view.read(TrailHolds::openByTrigger);
  }

  /** How many records of its topics it does not hold yet. */
  public double lag() {
    return view.lag();
  }

  @Override
  public OpenHolds openHolds() {
    return view.read(TrailHolds::open);
  }

  @Override
  public GrantedRoles granted(String directory, String tool) {
    return view.scan(file -> TrailEffects.granted(file, directory, tool));
  }

  @Override
  public ChangedCells changed(String cause, int most) {
    return view.scan(file -> TrailEffects.changed(file, cause, most));
  }

  @Override
  public Optional<AuditEntry> last(AuditType type, String tool) {
    return view.read(file -> TrailEffects.last(file, type, tool));
  }

  @Override
  public Optional<Instant> auditedSince() {
    return view.read(TrailEffects::auditedSince);
  }

  @Override
  public List<Link> links(String tool, Optional<String> after, int most) {
    return view.read(file -> TrailLinks.links(file, tool, after, most));
  }

  @Override
  public List<Link> linksOf(String tool, String directory, String person) {
    return view.read(file -> TrailLinks.of(file, tool, directory, person));
  }

  @Override
  public List<Link> linksTo(String tool, String account) {
    return view.read(file -> TrailLinks.to(file, tool, account));
  }

  @Override
  public List<Held> unexplained(String tool, int most) {
    return view.scan(file -> TrailLinks.unexplained(file, tool, most));
  }

  @Override
  public Optional<String> problem() {
    return view.problem();
  }

  @Override
  public void close() {
    view.close();
  }
}
