package dev.rolecall.console;

import dev.rolecall.policy.Loaded;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.Policy;
import dev.rolecall.policy.PolicyFile;
import dev.rolecall.policy.Tools;
import dev.rolecall.policy.contract.BundleFiles;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.views.trail.TrailReader;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The policy in force, made ready once for each bundle: that takes longer than all questions. */
final class PolicyInForce {

  /** A bundle with what its files say. */
  record Ready(BundleState bundle, Policy policy) {}

  private final TrailReader trail;
  private final Tools tools;
  private volatile @Nullable Ready last;

  PolicyInForce(TrailReader trail, Tools tools) {
    this.trail = trail;
    this.tools = tools;
  }

  /**
   * Empty when no bundle was ever published.
   *
   * @throws Refused when the tools of the configuration are not those that it was published for
   */
  Optional<Ready> now() {
    return trail.bundle().map(this::ready);
  }

  private Ready ready(BundleState bundle) {
    Ready known = last;
    String digest = bundle.getBundle().getDigest();
    if (known != null && known.policy().digest().equals(digest)) {
      return new Ready(bundle, known.policy());
    }
    List<PolicyFile> files = BundleFiles.of(bundle.getBundle());
    return switch (Policies.load(files, tools)) {
      case Loaded.Usable(Policy policy, var warnings) -> {
        Ready fresh = new Ready(bundle, policy);
        last = fresh;
        yield fresh;
      }
      case Loaded.Broken(var problems) ->
          throw new Refused(
              409,
              "the policy in force cannot be read with the tools of the console's configuration; is"
                  + " it that of the processor? First problem: "
                  + problems.getFirst());
    };
  }
}
