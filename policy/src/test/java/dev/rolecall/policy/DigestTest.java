package dev.rolecall.policy;

import static dev.rolecall.policy.Acme.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DigestTest {
  private static final PolicyFile A = file("a.yaml", "version: 1\npolicy: a\n");
  private static final PolicyFile B = file("b.yaml", "version: 1\npolicy: b\n");

  @Test
  void theOrderOfFilesDoesNotMatter() {
    assertThat(Policies.digest(List.of(A, B))).isEqualTo(Policies.digest(List.of(B, A)));
    assertThat(Acme.usable(Acme.TOOLS, B, A).digest())
        .isEqualTo(Policies.digest(List.of(A, B)))
        .matches("[0-9a-f]{64}");
  }

  @Test
  void eachCharacterOfPathsAndContentsMatters() {
    assertThat(
            List.of(
                Policies.digest(List.of(A)),
                Policies.digest(List.of(file("a.yaml", A.content() + " "))),
                Policies.digest(List.of(file("a.yml", A.content()))),
                Policies.digest(List.of(A, B)),
                Policies.digest(List.of(file("a.yamlv", A.content().substring(1)))),
                Policies.digest(List.of())))
        .doesNotHaveDuplicates();
  }

  @Test
  void itStaysWhatItIs() {
    assertThat(Policies.digest(List.of(A)))
        .isEqualTo("1fa6895dbec5c815685b289b7d67eea929f1d964950b95e8b50af94649812302");
  }
}
