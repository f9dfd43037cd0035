package dev.rolecall.processor.access;

import dev.rolecall.policy.Policy;
import dev.rolecall.policy.ToolControl;
import dev.rolecall.policy.safety.Leavers;
import dev.rolecall.policy.safety.Protection;
import dev.rolecall.policy.safety.Safety;
import dev.rolecall.processor.guard.Sha256;
import dev.rolecall.schemas.avro.Binding;
import dev.rolecall.schemas.avro.Budget;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.ElevatedScope;
import dev.rolecall.schemas.avro.GuardLimits;
import dev.rolecall.schemas.avro.Keep;
import dev.rolecall.schemas.avro.LeaversMode;
import dev.rolecall.schemas.avro.MinHolders;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.Proposal;
import dev.rolecall.schemas.avro.ScopeMode;
import dev.rolecall.schemas.avro.ToolLosses;
import dev.rolecall.schemas.avro.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a policy says about how far each tool is in Rolecall's hands, and from where on somebody has
 * to look, as proposals to the guard.
 */
final class Controls {

  private Controls() {}

  /**
   * One proposal for each configured tool. Its version is not yet given: the counter carries the
   * version of the bundle, by which the guard drops what a partition that lags behind proposes.
   */
  static List<Proposal> of(PolicyInForce inForce) {
    List<Proposal> controls = new ArrayList<>();
    inForce
        .policy()
        .control()
        .forEach((tool, settings) -> controls.add(proposal(tool, settings, inForce)));
    return controls;
  }

  private static Proposal proposal(String tool, ToolControl settings, PolicyInForce inForce) {
    long planned =
        inForce.state().getPlanned().stream()
            .filter(losses -> losses.getTool().equals(tool))
            .mapToLong(ToolLosses::getLosses)
            .sum();
    return Proposal.newBuilder()
        .setTool(tool)
        .setBody(control(tool, settings, inForce))
        .setPlanned(planned)
        .setInForceSince(inForce.state().getPublishedAt())
        .build();
  }

  private static Control control(String tool, ToolControl settings, PolicyInForce inForce) {
    Safety safety = inForce.policy().safety();
    Control control =
        Control.newBuilder()
            .setTool(tool)
            .setVersion(new Version(0L, inForce.state().getVersion()))
            .setDigest("")
            .setMode(mode(settings.mode()))
            .setManage(new ArrayList<>(settings.manage()))
            .setProtect(new ArrayList<>(settings.protect()))
            .setPaused(false)
            .setLimits(limits(safety))
            .setElevated(elevated(tool, safety))
            .setMinHolders(minHolders(tool, safety))
            .setModes(modes(settings))
            .setLeavers(settings.leavers().map(Controls::leavers).orElse(null))
            .setKeep(keep(tool, safety))
            .setBindings(bindings(tool, inForce.policy()))
            .setBundle(inForce.bundle().getDigest())
            .setCause(inForce.cause())
            .build();
    control.setDigest(digest(control));
    return control;
  }

  private static Mode mode(dev.rolecall.policy.Mode mode) {
    return switch (mode) {
      case OBSERVE -> Mode.OBSERVE;
      case ADDITIVE -> Mode.ADDITIVE;
      case ENFORCE -> Mode.ENFORCE;
    };
  }

  private static List<ScopeMode> modes(ToolControl settings) {
    List<ScopeMode> modes = new ArrayList<>();
    settings.modes().forEach(each -> modes.add(new ScopeMode(each.scopes(), mode(each.mode()))));
    return modes;
  }

  private static LeaversMode leavers(dev.rolecall.policy.LeaversMode mode) {
    return switch (mode) {
      case ENFORCE -> LeaversMode.ENFORCE;
      case PROPOSE -> LeaversMode.PROPOSE;
    };
  }

  /** What protected accounts keep; one that only alerts has neither scope nor roles. */
  private static List<Keep> keep(String tool, Safety safety) {
    List<Keep> keep = new ArrayList<>();
    for (Protection each : safety.protections()) {
      if (each.tools().contains(tool)) {
        boolean alert = each.alertOnAnyChange();
        each.keep()
            .forEach((scope, roles) ->
                keep.add(new Keep(each.accounts(), scope, new ArrayList<>(roles), alert)));
        if (each.keep().isEmpty() && alert) {
          keep.add(new Keep(each.accounts(), "", List.of(), true));
        }
      }
    }
    return keep;
  }

  /** Sorted: in which file they stand is no difference. */
  private static List<Binding> bindings(String tool, Policy policy) {
    List<Binding> bindings = new ArrayList<>();
    policy.bindings().stream()
        .filter(each -> each.tool().equals(tool))
        .sorted(
            Comparator.comparing(dev.rolecall.policy.Binding::holder)
                .thenComparing(dev.rolecall.policy.Binding::resource))
        .forEach(each -> bindings.add(new Binding(each.holder(), each.resource(), each.role())));
    return bindings;
  }

  private static GuardLimits limits(Safety safety) {
    Leavers leavers = safety.limits().leavers();
    dev.rolecall.policy.safety.@Nullable Budget deletes = safety.limits().deletes();
    return new GuardLimits(
        budget(safety.limits().revokes()),
        budget(safety.limits().disables()),
        deletes == null ? null : budget(deletes),
        leavers.burst(),
        leavers.window().toMillis());
  }

  private static Budget budget(dev.rolecall.policy.safety.Budget budget) {
    return new Budget(
        budget.window().toMillis(),
        budget.share().percent(),
        budget.share().atLeast(),
        budget.max());
  }

  private static List<ElevatedScope> elevated(String tool, Safety safety) {
    List<ElevatedScope> elevated = new ArrayList<>();
    safety.elevated().stream()
        .filter(each -> each.tool().equals(tool))
        .forEach(each ->
            elevated.add(
                new ElevatedScope(each.scopes().text(), each.roles().stream().sorted().toList())));
    return elevated;
  }

  private static List<MinHolders> minHolders(String tool, Safety safety) {
    List<MinHolders> least = new ArrayList<>();
    safety.minHolders().stream()
        .filter(each -> each.tool().equals(tool))
        .forEach(each -> least.add(new MinHolders(each.scope(), each.role(), each.holders())));
    return least;
  }

  /** SHA-256 over the settings, each with its length before it. */
  private static String digest(Control control) {
    StringBuilder text = new StringBuilder(control.getMode().name());
    List<List<String>> lists =
        List.of(
            control.getManage(),
            control.getProtect(),
            List.of(String.valueOf(control.getLimits())),
            control.getElevated().stream().map(String::valueOf).toList(),
            control.getMinHolders().stream().map(String::valueOf).toList(),
            control.getModes().stream().map(String::valueOf).toList(),
            List.of(String.valueOf(control.getLeavers())),
            control.getKeep().stream().map(String::valueOf).toList(),
            control.getBindings().stream().map(String::valueOf).toList());
    for (List<String> list : lists) {
      text.append('/').append(list.size());
      list.forEach(each -> text.append('/').append(each.length()).append(':').append(each));
    }
    return Sha256.of(text.toString());
  }
}
