package dev.rolecall.processor.directory.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.policy.Policies;
import dev.rolecall.policy.Tools;
import dev.rolecall.schemas.avro.Bundle;
import dev.rolecall.schemas.avro.PolicyFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyCheckTest {

  private static final String EMPTY =
      "version: 1\npolicy: rules\nowner: security@acme.example\nrules: []\n";

  private final PolicyCheck check = new PolicyCheck(new Tools(Map.of()), false);

  @Test
  void aBundleThatLoadsCanBePutInForce() {
    assertThat(check.problems(bundle(EMPTY))).isEmpty();
  }

  @Test
  void aBundleThatDoesNotLoadIsRefusedWithThePlacesToRepair() {
    assertThat(check.problems(bundle(EMPTY + "ruels: []\n")))
        .isNotEmpty()
        .allSatisfy(problem -> assertThat(problem).startsWith("rules.yaml:5:"));
  }

  @Test
  void aBundleWithTheDigestOfAnotherIsRefused() {
    Bundle bundle = bundle(EMPTY);
    bundle.setDigest("0".repeat(64));
    assertThat(check.problems(bundle)).hasSize(1);
  }

  private static Bundle bundle(String content) {
    var loaded = List.of(new dev.rolecall.policy.PolicyFile("rules.yaml", content));
    return new Bundle(
        Policies.digest(loaded), null, List.of(new PolicyFile("rules.yaml", content)));
  }
}
