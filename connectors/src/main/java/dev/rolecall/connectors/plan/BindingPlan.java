package dev.rolecall.connectors.plan;

import dev.rolecall.connectors.tool.ToolDescriptor;
import dev.rolecall.connectors.tool.ToolDescriptor.Ability;
import dev.rolecall.connectors.tool.ToolDescriptor.BindingShape;
import dev.rolecall.connectors.tool.ToolDescriptor.Support;
import dev.rolecall.schemas.avro.Binding;
import dev.rolecall.schemas.avro.BoundResource;
import dev.rolecall.schemas.avro.Finding;
import dev.rolecall.schemas.avro.FindingKind;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.Origin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What to do so that one team or group of a tool may do with resources what the policy says. As
 * with people, only what Rolecall bound is taken away or lowered.
 *
 * @param steps in the order in which to make them: giving comes first
 * @param bound what there is, and whose it is
 */
public record BindingPlan(List<Step> steps, List<BoundResource> bound, List<Finding> findings) {

  public BindingPlan {
    steps = List.copyOf(steps);
    bound = List.copyOf(bound);
    findings = List.copyOf(findings);
  }

  /** One call to make. */
  public sealed interface Step {
    String resource();

    /** The role before; empty: none. */
    Optional<String> before();

    record Bind(String resource, Optional<String> before, String role) implements Step {}

    record Unbind(String resource, Optional<String> before) implements Step {}
  }

  /**
   * Plans for one holder.
   *
   * @param wanted all of this holder
   * @param before as the last report says; its origins are what we know of our own doing
   * @param now role by resource, as just read
   */
  public static BindingPlan between(
      ToolDescriptor tool,
      String holder,
      Collection<Binding> wanted,
      Collection<BoundResource> before,
      Map<String, String> now,
      Mode mode) {
    return new Making(tool, holder, before, now, mode).plan(wanted);
  }

  private static final class Making {
    private final ToolDescriptor tool;
    private final String holder;
    private final Map<String, BoundResource> ours = new TreeMap<>();
    private final Map<String, String> now;
    private final Mode mode;
    private final List<Step> gives = new ArrayList<>();
    private final List<Step> takes = new ArrayList<>();
    private final List<BoundResource> bound = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    Making(
        ToolDescriptor tool,
        String holder,
        Collection<BoundResource> before,
        Map<String, String> now,
        Mode mode) {
      this.tool = tool;
      this.holder = holder;
      this.now = new TreeMap<>(now);
      this.mode = mode;
      before.stream()
          .filter(each -> Known.isOurs(each.getOrigin()))
          .forEach(each -> ours.put(each.getResource(), each));
    }

    BindingPlan plan(Collection<Binding> wanted) {
      Map<String, String> roles = new TreeMap<>();
      wanted.forEach(each -> roles.put(each.getResource(), each.getRole()));
      now.forEach(
          (resource, role) -> bound.add(new BoundResource(resource, role, origin(resource, role))));
      roles.forEach(this::want);
      now.keySet().stream().filter(each -> !roles.containsKey(each)).forEach(this::unwanted);
      List<Step> steps = new ArrayList<>(gives);
      steps.addAll(takes);
      return new BindingPlan(steps, bound, findings);
    }

    private Origin origin(String resource, String role) {
      BoundResource known = ours.get(resource);
      return known != null && known.getRole().equals(role) ? known.getOrigin() : Origin.UNEXPLAINED;
    }

    private boolean isOurs(String resource) {
      return Known.isOurs(origin(resource, now.getOrDefault(resource, "")));
    }

    private void want(String resource, String role) {
      Optional<BindingShape> shape = shape(resource);
      if (shape.isEmpty() || !shape.get().roles().contains(role)) {
        find(FindingKind.UNKNOWN_ROLE, resource + ": there is no such binding here as " + role);
        return;
      }
      Optional<String> has = Optional.ofNullable(now.get(resource));
      if (has.filter(role::equals).isPresent()) {
        return;
      }
      List<String> ladder = shape.get().roles();
      boolean lowers = has.filter(it -> ladder.indexOf(it) > ladder.indexOf(role)).isPresent();
      if (lowers && !isOurs(resource)) {
        find(
            FindingKind.UNEXPLAINED,
            resource + ": holds " + has.get() + ", which Rolecall did not bind; it is not lowered");
        return;
      }
      offer(new Step.Bind(resource, has, role), shape.get().bind(), lowers);
    }

    private void unwanted(String resource) {
      if (isOurs(resource)) {
        Support how = shape(resource).map(BindingShape::unbind).orElse(Support.NATIVE);
        offer(new Step.Unbind(resource, Optional.ofNullable(now.get(resource))), how, true);
      } else {
        find(
            FindingKind.UNEXPLAINED,
            resource + ": holds " + now.get(resource) + ", which Rolecall did not bind; it stays");
      }
    }

    private void offer(Step step, Support support, boolean takes) {
      String what =
          switch (step) {
            case Step.Bind bind -> "bind " + bind.resource() + " as " + bind.role();
            case Step.Unbind unbind -> "unbind " + unbind.resource();
          };
      if (!Shapes.works(support)) {
        String how = tool.instruction(Ability.REVOKE).map(it -> " (" + it + ")").orElse("");
        find(FindingKind.MANUAL, "the API cannot do it, a person has to: " + what + how);
      } else if (!allows(takes)) {
        find(FindingKind.PROPOSED, what);
      } else {
        (takes ? this.takes : gives).add(step);
      }
    }

    private boolean allows(boolean takes) {
      return switch (mode) {
        case OBSERVE -> false;
        case ADDITIVE -> !takes;
        case ENFORCE -> true;
      };
    }

    private Optional<BindingShape> shape(String resource) {
      return tool.bindings().stream()
          .filter(shape ->
              Shapes.fits(shape.holders(), holder) && Shapes.fits(shape.resources(), resource))
          .findFirst();
    }

    private void find(FindingKind kind, String detail) {
      findings.add(new Finding(kind, holder, detail));
    }
  }
}
