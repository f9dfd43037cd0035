package dev.rolecall.processor.access;

import static dev.rolecall.processor.access.Acme.active;
import static dev.rolecall.processor.access.Acme.bundle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AdoptedCell;
import dev.rolecall.schemas.avro.AdoptedPerson;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.Link;
import dev.rolecall.schemas.avro.Resync;
import dev.rolecall.schemas.avro.Role;
import dev.rolecall.schemas.avro.SetLink;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators order of a tool, from the topic of people to those of the tool. */
class OrdersOnTopologyTest {

  @TempDir static Path state;

  @SuppressWarnings("NullAway.Init")
  private static AccessApplication application;

  @BeforeAll
  static void aPolicyIsInForce() {
    application = new AccessApplication(state, Acme.tools());
    application.read(bundle(1, Acme.POLICY));
    application.finishJobs();
  }

  @BeforeEach
  void forgetWhatOthersDid() {
    application.forgetOutput();
    application.links("drone");
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  @Test
  void aResyncReachesTheToolsItNamesAndNoOther() {
    application.order(new Resync(List.of("gitlab", "unknown"), null), "look-1");
    List<Control> written = application.control();
    assertThat(written).extracting(Control::getTool).containsExactly("gitlab");
    assertThat(written.getFirst().getResync()).isEqualTo("look-1");
    assertThat(written.getFirst().getManage()).containsExactly("payments");
    assertThat(application.audit())
        .extracting(AuditEntry::getType)
        .containsExactly(AuditType.RESYNC_ASKED);
  }

  @Test
  void aResyncOfAPersonWritesTheirAccessAgain() {
    application.read(active("ada", "team-payments"));
    Access before = application.access("drone").getFirst();
    application.order(new Resync(List.of("drone"), "acme/ada"), "look-2");
    Access after = application.access("drone").getFirst();
    assertThat(after.getGrants()).isEqualTo(before.getGrants());
    assertThat(after.getVersion().getCounter()).isGreaterThan(before.getVersion().getCounter());
    assertThat(after.getCause().getCommand()).isEqualTo("look-2");
    assertThat(application.control()).isEmpty();
  }

  @Test
  void aRoleThatIsTakenOverTravelsWithTheAccessFromThenOn() {
    application.read(active("bea", "team-payments"));
    application.access("gitlab");
    application.order(
        new AdoptedPerson(
            "acme/bea",
            List.of(
                new AdoptedCell("gitlab", "payments", "developer"),
                new AdoptedCell("drone", "server", "user"))),
        "adopt-1");
    Access adopted = application.access("gitlab").getFirst();
    assertThat(adopted.getAdopted()).containsExactly(new Role("payments", "developer"));
    assertThat(application.access("drone").getLast().getAdopted())
        .containsExactly(new Role("server", "user"));
    application.read(active("bea", "team-payments-leads"));
    Access later = application.access("gitlab").getFirst();
    assertThat(later.getGrants()).extracting(Grant::getRole).containsExactly("maintainer");
    assertThat(later.getAdopted()).hasSize(1);
  }

  @Test
  void aLinkByHandIsWrittenUnderTheAccountKeyAndATombstoneTakesItBack() {
    application.read(active("cal", "team-payments"));
    String key = application.access("drone").getFirst().getAccount().getKey();
    application.order(new SetLink("drone", "acme/cal", key, "4711", "cal.l"), "link-1");
    KeyValue<String, Link> link = application.links("drone").getFirst();
    assertThat(link.key).isEqualTo(key);
    assertThat(link.value.getAccount().getId()).isEqualTo("4711");
    assertThat(link.value.getPerson()).isEqualTo("cal");
    // The access follows, so that the connector works on it.
    assertThat(application.access("drone")).hasSize(1);
    application.order(new SetLink("drone", "acme/cal", key, null, ""), "link-2");
    KeyValue<String, Link> taken = application.links("drone").getFirst();
    assertThat(taken.key).isEqualTo(key);
    assertThat(taken.value).isNull();
    assertThat(application.audit())
        .extracting(AuditEntry::getType)
        .contains(AuditType.LINK_SET, AuditType.LINK_SET);
  }
}
