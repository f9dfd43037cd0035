package dev.rolecall.processor.access;

import static dev.rolecall.processor.access.Acme.active;
import static dev.rolecall.processor.access.Acme.bundle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.policy.Policies;
import dev.rolecall.policy.PolicyFile;
import dev.rolecall.schemas.Codec;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Control;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyChangeTest {

  @TempDir Path state;
  @TempDir Path later;

  @SuppressWarnings("NullAway.Init")
  private AccessApplication application;

  @BeforeEach
  void start() {
    application = new AccessApplication(state, Acme.tools());
  }

  @AfterEach
  void stop() {
    application.close();
  }

  @Test
  void aPersonSeenBeforeAPolicyGetsNothingWrittenAtAll() {
    application.read(active("ada", "team-payments"));
    application.finishJobs();
    assertThat(application.access("drone")).isEmpty();
    assertThat(application.access("gitlab")).isEmpty();
    assertThat(application.control()).isEmpty();
    assertThat(application.audit()).isEmpty();
  }

  @Test
  void controlIsWrittenOnceBeforeAnyAccessAndAccessNamesItsVersion() {
    application.read(bundle(1, Acme.POLICY));
    List<Control> controls = application.control();
    assertThat(controls).extracting(Control::getTool).containsExactlyInAnyOrder("drone", "gitlab");
    application.read(bundle(1, Acme.POLICY));
    assertThat(application.control()).isEmpty();
    application.read(active("ada", "team-payments"));
    for (Control control : controls) {
      assertThat(application.access(control.getTool()))
          .extracting(Access::getSettings)
          .containsExactly(control.getVersion());
    }
  }

  @Test
  void aPolicyResolvesEveryoneInSlicesWhileNewPeopleFlow() {
    Set<String> everybody = new HashSet<>();
    for (int i = 100; i < 130; i++) {
      application.read(active("person-" + i, "team-payments"));
      everybody.add("person-" + i);
    }
    application.read(bundle(1, Acme.POLICY));
    assertThat(application.access("drone")).as("a job, not a stop").isEmpty();

    application.pass(Slices.PAUSE);
    Set<String> done = people(application.access("drone"));
    assertThat(done).isNotEmpty().hasSizeLessThan(everybody.size());

    application.read(active("newcomer", "team-payments"));
    assertThat(people(application.access("drone"))).containsExactly("newcomer");

    application.finishJobs();
    done.addAll(people(application.access("drone")));
    assertThat(done).isEqualTo(everybody);
  }

  @Test
  void aNewerPolicyRestartsTheJobSoThatNobodyKeepsTheOldOne() {
    for (int i = 100; i < 130; i++) {
      application.read(active("person-" + i, "team-payments"));
    }
    application.read(bundle(1, Acme.POLICY));
    application.pass(Slices.PAUSE);
    application.read(bundle(2, Acme.POLICY.replace("server: user", "server: admin")));
    application.finishJobs();
    Map<String, String> last = new HashMap<>();
    application
        .access("drone")
        .forEach(access -> last.put(access.getPerson(), access.getGrants().get(0).getRole()));
    assertThat(last).hasSize(30).values().containsOnly("admin");
  }

  @Test
  void toolsThatWereConfiguredWhileItWasDownAreResolvedForEveryone() {
    // What an earlier run with other tools left behind.
    application
        .store(AccessStores.PEOPLE)
        .put(Keys.person("acme", "ada"), active("ada", "team-payments"));
    application.store(AccessStores.POLICY).put(Keys.PEOPLE_BUNDLE, bundle(1, Acme.POLICY));
    application.store(AccessStores.JOB).put("fingerprint", "of other tools");
    try (AccessApplication after = application.restarted(later, Duration.ofSeconds(1))) {
      after.finishJobs();
      assertThat(after.control()).hasSize(2);
      assertThat(after.access("gitlab")).hasSize(1);
    }
  }

  @Test
  void whoeverChangedWhileNoPolicyCouldBeLoadedIsResolvedWithTheSameOneAfterwards() {
    // Everybody had been resolved; then a run with other tools could not load the policy.
    application.store(AccessStores.JOB).put("fingerprint", fingerprint(Acme.POLICY));
    application.read(active("ada", "team-payments"));
    application.read(bundle(1, Acme.POLICY));
    application.finishJobs();
    assertThat(people(application.access("drone"))).containsExactly("ada");
  }

  @Test
  void aRecordThatCannotBeDecodedStopsTheReader() {
    assertThatThrownBy(() -> application.readBytes(new byte[] {1, 2, 3}))
        .hasCauseInstanceOf(Codec.UndecodableException.class);
  }

  private static String fingerprint(String policy) {
    return Fingerprint.of(Acme.tools()).tools()
        + "/"
        + Policies.digest(List.of(new PolicyFile("10.yaml", policy)));
  }

  private static Set<String> people(List<Access> accesses) {
    Set<String> people = new HashSet<>();
    accesses.forEach(access -> people.add(access.getPerson()));
    return people;
  }
}
