package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.plan.BindingPlan;
import dev.rolecall.connectors.plan.BindingPlan.Step;
import dev.rolecall.connectors.plan.ScopePatterns;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Bindings;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.BindingReport;
import dev.rolecall.schemas.avro.BoundResource;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Finding;
import dev.rolecall.schemas.avro.FindingKind;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.Origin;
import dev.rolecall.schemas.avro.ScopeMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what teams or groups of the tool may do with resources as the policy says: work of the
 * tool's coordinator, whoever is in those teams. What it is about to bind is on the log before the
 * call, as its own; what it finds afterwards replaces that.
 */
final class Binder {

  private static final Logger LOG = LoggerFactory.getLogger(Binder.class);

  /** After a round that could not be finished. */
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

  private final String tool;
  private final Optional<Bindings> bindings;
  private final Workshop workshop;
  private final BooleanSupplier paused;
  private final Map<String, BindingReport> reports = new ConcurrentHashMap<>();
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile String settings = "";
  private volatile Instant next = Instant.EPOCH;

  Binder(String tool, Optional<Bindings> bindings, Workshop workshop, BooleanSupplier paused) {
    this.tool = tool;
    this.bindings = bindings;
    this.workshop = workshop;
    this.paused = paused;
  }

  /** A report of the log. */
  void seen(BindingReport report) {
    reports.put(report.getHolder(), report);
  }

  /** Works when the settings are new, and with each sweep; one round at a time. */
  void turn(Control control, Instant now) {
    boolean due = !now.isBefore(next) || !control.getDigest().equals(settings);
    boolean nothing = control.getBindings().isEmpty() && reports.isEmpty();
    boolean stopped = paused.getAsBoolean() || !workshop.circuit().isClosed();
    if (bindings.isEmpty() || nothing || !due || stopped || !workshop.circuit().quiet().isZero()) {
      return;
    }
    if (running.compareAndSet(false, true)) {
      settings = control.getDigest();
      Thread.ofVirtual().start(() -> run(bindings.get(), control));
    }
  }

  private void run(Bindings tools, Control control) {
    Duration again = AFTER_FAILURE;
    try {
      boolean whole = true;
      for (String holder : holders(control)) {
        whole &= new Round(tools, holder, control).isDone();
      }
      again = whole ? workshop.pace().sweep() : AFTER_FAILURE;
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } catch (RejectedExecutionException closing) {
      // The process ends; whoever is next begins anew.
    } catch (KafkaException | Committer.NotWritten e) {
      warn(tool, e.getClass().getSimpleName(), "Bindings could not be written down");
    } finally {
      next = workshop.clock().instant().plus(again);
      running.set(false);
    }
  }

  private Set<String> holders(Control control) {
    Set<String> holders = new TreeSet<>(reports.keySet());
    control.getBindings().forEach(binding -> holders.add(binding.getHolder()));
    return holders;
  }

  private void warn(String scope, Object outcome, String text) {
    LOG.atWarn()
        .addKeyValue("tool", tool)
        .addKeyValue("scope", scope)
        .addKeyValue("outcome", outcome)
        .log(text + "; they are looked at again");
  }

  /** One look at one holder, and what follows from it. */
  private final class Round {
    private final Bindings tools;
    private final String holder;
    private final Control control;
    private final BindingEntries entries;
    private final List<Finding> refused = new ArrayList<>();

    Round(Bindings tools, String holder, Control control) {
      this.tools = tools;
      this.holder = holder;
      this.control = control;
      String round = workshop.ids().get().toString();
      this.entries = new BindingEntries(tool, holder, round, control.getCause());
    }

    /** Whether nothing has to be tried again soon. */
    boolean isDone() throws InterruptedException {
      if (!new ScopePatterns(control.getManage()).matches(holder)) {
        Finding finding =
            new Finding(FindingKind.UNMANAGED, holder, "bindings are given here; add it to manage");
        tell(known(), List.of(finding), List.of());
        return true;
      }
      try {
        return reconciled();
      } catch (ToolException e) {
        e.retryAfter().ifPresent(workshop.circuit()::quiet);
        warn(holder, e.kind(), "The bindings of a team or group could not be read");
        return false;
      }
    }

    private boolean reconciled() throws ToolException, InterruptedException {
      BindingPlan plan = plan(read());
      if (plan.steps().isEmpty()) {
        tell(plan.bound(), plan.findings(), List.of());
        return true;
      }
      intend(plan);
      List<AuditEntry> said = apply(plan.steps());
      Map<String, String> now = read();
      BindingPlan after = plan(now);
      for (int i = 0; i < plan.steps().size(); i++) {
        said.add(entries.settled(i, plan.steps().get(i), now, now()));
      }
      List<Finding> findings = new ArrayList<>(after.findings());
      findings.addAll(refused);
      tell(after.bound(), findings, said);
      return after.steps().isEmpty() || !refused.isEmpty();
    }

    private Map<String, String> read() throws ToolException, InterruptedException {
      return workshop.calls().read(Urgency.REST, () -> tools.read(holder));
    }

    private BindingPlan plan(Map<String, String> now) {
      return BindingPlan.between(
          workshop.descriptor(),
          holder,
          control.getBindings().stream().filter(it -> it.getHolder().equals(holder)).toList(),
          known(),
          now,
          mode());
    }

    private Mode mode() {
      return control.getModes().stream()
          .filter(each -> new ScopePatterns(List.of(each.getScopes())).matches(holder))
          .map(ScopeMode::getMode)
          .findFirst()
          .orElse(control.getMode());
    }

    private List<BoundResource> known() {
      BindingReport last = reports.get(holder);
      return last == null ? List.of() : last.getBindings();
    }

    /** What is about to be bound is ours from before the call. */
    private void intend(BindingPlan plan) {
      Map<String, BoundResource> bound = new TreeMap<>();
      plan.bound().forEach(each -> bound.put(each.getResource(), each));
      List<AuditEntry> planned = new ArrayList<>();
      for (int i = 0; i < plan.steps().size(); i++) {
        Step step = plan.steps().get(i);
        planned.add(entries.planned(i, step, now()));
        BindingEntries.after(step)
            .ifPresent(role ->
                bound.put(
                    step.resource(), new BoundResource(step.resource(), role, Origin.GRANTED)));
      }
      tell(List.copyOf(bound.values()), plan.findings(), planned);
    }

    private List<AuditEntry> apply(List<Step> steps) throws InterruptedException {
      List<AuditEntry> said = new ArrayList<>();
      for (int i = 0; i < steps.size() && !paused.getAsBoolean(); i++) {
        Step step = steps.get(i);
        Applied applied = workshop.calls().write(Urgency.REST, () -> apply(step), paused);
        workshop.metrics().call(applied);
        said.add(entries.applied(i, step, applied, now()));
        if (applied instanceof Applied.Unauthorised no) {
          workshop.circuit().open(no.why());
          break;
        }
        if (applied instanceof Applied.NotNow later) {
          later.retryAfter().ifPresent(workshop.circuit()::quiet);
          break;
        }
        refusal(applied)
            .map(why -> new Finding(FindingKind.REFUSED, holder, step.resource() + ": " + why))
            .ifPresent(refused::add);
      }
      return said;
    }

    private Applied apply(Step step) {
      return switch (step) {
        case Step.Bind bind -> tools.bind(holder, bind.resource(), bind.role());
        case Step.Unbind unbind -> tools.unbind(holder, unbind.resource());
      };
    }

    private void tell(List<BoundResource> bound, List<Finding> findings, List<AuditEntry> said) {
      BindingReport last = reports.get(holder);
      Instant at = last == null ? now() : last.getAt();
      BindingReport same = new BindingReport(tool, holder, at, bound, findings);
      if (said.isEmpty() && same.equals(last)) {
        return;
      }
      BindingReport report = new BindingReport(tool, holder, now(), bound, findings);
      workshop.log().write(report, said);
      reports.put(holder, report);
    }

    private Instant now() {
      return workshop.clock().instant();
    }
  }

  private static Optional<String> refusal(Applied applied) {
    return switch (applied) {
      case Applied.Refused refused -> Optional.of(refused.why());
      case Applied.Invalid invalid -> Optional.of(invalid.why());
      case Applied.Manual manual -> Optional.of(manual.instruction());
      case Applied.LastHolder last -> Optional.of("the tool keeps the last one");
      case Applied.Done done -> Optional.empty();
      case Applied.Already already -> Optional.empty();
      case Applied.SatisfiedByInheritance enough -> Optional.empty();
      case Applied.PendingExternal pending -> Optional.empty();
      case Applied.NotNow notNow -> Optional.empty();
      case Applied.Conflict conflict -> Optional.empty();
      case Applied.Unknown unknown -> Optional.empty();
      case Applied.Unauthorised no -> Optional.empty();
    };
  }
}
