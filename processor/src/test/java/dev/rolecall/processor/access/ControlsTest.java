package dev.rolecall.processor.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.policy.BindingShape;
import dev.rolecall.policy.Loaded;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.Policy;
import dev.rolecall.policy.PolicyFile;
import dev.rolecall.policy.RoleKind;
import dev.rolecall.policy.ScopeShape;
import dev.rolecall.policy.ToolShape;
import dev.rolecall.policy.Tools;
import dev.rolecall.schemas.avro.Binding;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Keep;
import dev.rolecall.schemas.avro.LeaversMode;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.PeopleEntry;
import dev.rolecall.schemas.avro.ScopeMode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a policy says of a tool, as its connectors and the guard get it. */
class ControlsTest {

  private static final Tools TOOLS =
      new Tools(
          Map.of(
              "buildkite",
              new ToolShape(
                  "buildkite",
                  null,
                  List.of(
                      new ScopeShape("org", "org", RoleKind.LADDER, List.of("member", "admin")),
                      new ScopeShape("team", "team:{}", RoleKind.LADDER, List.of("member"))),
                  List.of(
                      new BindingShape(
                          "team:{}", "pipeline:{}", List.of("read", "build"), Optional.empty())))));

  @Test
  void modesLeaversKeptRolesAndBindingsTravel() {
    Control control =
        control(
            """
            control:
              buildkite:
                mode: observe
                manage: [org, "team:*"]
                modes: { "team:web": enforce, "team:*": additive }
                leavers: enforce
            protect:
              - { id: root, tool: buildkite, accounts: [root], keep: { org: admin }, alert: on-any-change }
              - { id: bots, tool: buildkite, accounts: ["*-bot"], alert: on-any-change }
              - { id: quiet, tool: buildkite, accounts: [ann] }
            bindings:
              buildkite:
                "team:web": { "pipeline:z": read, "pipeline:a": build }
            """);
    assertThat(control.getModes())
        .containsExactly(
            new ScopeMode("team:web", Mode.ENFORCE), new ScopeMode("team:*", Mode.ADDITIVE));
    assertThat(control.getLeavers()).isEqualTo(LeaversMode.ENFORCE);
    assertThat(control.getKeep())
        .containsExactly(
            new Keep(List.of("root"), "org", List.of("admin"), true),
            new Keep(List.of("*-bot"), "", List.of(), true));
    assertThat(control.getBindings())
        .containsExactly(
            new Binding("team:web", "pipeline:a", "build"),
            new Binding("team:web", "pipeline:z", "read"));
    assertThat(control.getProtect()).containsExactly("root", "*-bot", "ann");
  }

  @Test
  void whatIsNotSaidIsNotThere() {
    Control control = control("control: { buildkite: { mode: enforce } }\n");
    assertThat(control.getLeavers()).isNull();
    assertThat(control.getModes()).isEmpty();
    assertThat(control.getResync()).isEmpty();
  }

  @Test
  void eachOfThemIsPartOfTheDigest() {
    Set<String> digests = new HashSet<>();
    List<String> policies =
        List.of(
            "control: { buildkite: { manage: org } }\n",
            "control: { buildkite: { manage: org, modes: { org: additive } } }\n",
            "control: { buildkite: { manage: org, modes: { org: enforce } } }\n",
            "control: { buildkite: { manage: org, leavers: enforce } }\n",
            "control: { buildkite: { manage: org, leavers: propose } }\n",
            "control: { buildkite: { manage: org, protect: root } }\n",
            "control: { buildkite: { manage: org } }\n"
                + "protect: [{ id: r, tool: buildkite, accounts: root, keep: { org: admin } }]\n",
            "control: { buildkite: { manage: org } }\n"
                + "bindings: { buildkite: { 'team:a': { 'pipeline:a': read } } }\n",
            "control: { buildkite: { manage: org } }\n"
                + "bindings: { buildkite: { 'team:a': { 'pipeline:a': build } } }\n");
    policies.forEach(each -> digests.add(control(each).getDigest()));
    assertThat(digests).hasSize(policies.size());
  }

  private static Control control(String content) {
    String file = "version: 1\npolicy: a\n" + content;
    PeopleEntry entry = Acme.bundle(1, file);
    Policy policy =
        ((Loaded.Usable) Policies.load(List.of(new PolicyFile("10.yaml", file)), TOOLS)).policy();
    PolicyInForce inForce =
        new PolicyInForce(policy, (BundleState) entry.getBody(), entry.getCause());
    return (Control) Controls.of(inForce).getFirst().getBody();
  }
}
