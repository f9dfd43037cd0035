package dev.rolecall.app.policy;

import dev.rolecall.policy.Loaded;
import dev.rolecall.policy.Mode;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.Policy;
import dev.rolecall.policy.PolicyFile;
import dev.rolecall.policy.ToolControl;
import dev.rolecall.policy.Tools;
import dev.rolecall.policy.contract.BundleFiles;
import dev.rolecall.schemas.avro.BundleState;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How far edits of the policies' folder take effect without an operator. */
public enum Reach {
  /** As long as every tool is in observe, before and after: nobody's access changes. */
  WHILE_OBSERVING,
  /** Always, as far as nothing is held: for the demo, whose tools are simulators. */
  SIMULATED_TOOLS;

  private static final String REMEDY =
      "; 'publish: watch' publishes only while every tool is in observe:"
          + " run 'rolecall policy plan', then 'rolecall policy apply'";

  /** Why the next policy waits for an operator; empty when it need not. */
  Optional<String> atStake(Policy next, Optional<BundleState> inForce, Tools tools) {
    return switch (this) {
      case SIMULATED_TOOLS -> Optional.empty();
      case WHILE_OBSERVING ->
          touched(next, "the policies' folder")
              .or(() -> inForce.flatMap(bundle -> touched(bundle, tools)))
              .map(why -> why + REMEDY);
    };
  }

  private static Optional<String> touched(BundleState inForce, Tools tools) {
    List<PolicyFile> files = BundleFiles.of(inForce.getBundle());
    return switch (Policies.load(files, tools)) {
      case Loaded.Usable(Policy policy, var warnings) -> touched(policy, "the bundle in force");
      case Loaded.Broken broken ->
          Optional.of("the bundle in force cannot be read with the tools of this configuration");
    };
  }

  private static Optional<String> touched(Policy policy, String where) {
    return policy.control().entrySet().stream()
        .filter(tool -> tool.getValue().acts())
        .findFirst()
        .map(tool -> "%s has '%s' in %s".formatted(where, tool.getKey(), how(tool.getValue())));
  }

  private static String how(ToolControl control) {
    return control.furthest() == Mode.OBSERVE
        ? "observe with 'leavers: enforce'"
        : control.furthest().name().toLowerCase(Locale.ROOT);
  }
}
