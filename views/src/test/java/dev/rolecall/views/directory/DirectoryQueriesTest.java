package dev.rolecall.views.directory;

import static dev.rolecall.views.directory.Facts.ACME;
import static dev.rolecall.views.directory.Facts.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.HoldState;
import dev.rolecall.schemas.avro.Membership;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryQueriesTest {

  @TempDir Path folder;
  private OpenView view;

  @BeforeEach
  void open() throws Exception {
    view = OpenView.of(folder.resolve("directory.db"));
    view.apply(
        10,
        Facts.user("u2", "Grace@x.example", NOON.plusSeconds(2), "G@x.example", "g@X.example"),
        Facts.user("u1", "ada@x.example", NOON.plusSeconds(1), "ada@x.example"),
        Facts.user("u3", "linus@x.example", NOON.plusSeconds(3)),
        Facts.group("g1", "Platform"),
        Facts.group("g2", "Ops"),
        Facts.member("g1", "u1"),
        Facts.member("g1", "u2"),
        Facts.member("g1", "nobody-yet"),
        Facts.member("g2", "u1"));
  }

  @AfterEach
  void close() throws Exception {
    view.close();
  }

  @Test
  void aUserIsFoundByNameAndAddressWhateverTheirCase() {
    assertThat(view.userIds(new Lookup.ByName("GRACE@x.example"))).containsExactly("u2");
    assertThat(view.userIds(new Lookup.ByEmail("G@X.EXAMPLE"))).containsExactly("u2");
  }

  @Test
  void anExternalIdIsFoundOnlyInItsOwnCase() {
    assertThat(view.userIds(new Lookup.ByExternalId("ext-u3"))).containsExactly("u3");
    assertThat(view.userIds(new Lookup.ByExternalId("EXT-u3"))).isEmpty();
  }

  @Test
  void aGroupIsFoundByItsNameAndByItsMembers() {
    assertThat(view.groupIds(new Lookup.ByName("platform"))).containsExactly("g1");
    assertThat(view.groupIds(new Lookup.ByMember("u1"))).containsExactlyInAnyOrder("g1", "g2");
    assertThat(view.groupIds(new Lookup.ByEmail("ada@x.example"))).isEmpty();
  }

  @Test
  void theLastBundleThatWasHeldIsKnownWithWhatBecameOfIt() throws Exception {
    assertThat(view.reader().heldBundle()).isEmpty();

    view.apply(11, Facts.heldBundle("d1", HoldState.OPEN));
    view.apply(12, Facts.heldBundle("d1", HoldState.REJECTED));

    assertThat(view.reader().heldBundle())
        .hasValueSatisfying(held -> {
          assertThat(held.getBundle().getDigest()).isEqualTo("d1");
          assertThat(held.getHold().getState()).isEqualTo(HoldState.REJECTED);
        });
    view.apply(13, Facts.tombstone(Keys.heldBundle(Keys.POLICY_DIRECTORY)));
    assertThat(view.reader().heldBundle()).isEmpty();
  }

  @Test
  void membersAreReadInPartsAlsoThoseNobodyKnowsYet() {
    assertThat(view.reader().members(ACME, "g1", null, 2))
        .extracting(Membership::getMember)
        .containsExactly("nobody-yet", "u1");
    assertThat(view.reader().members(ACME, "g1", "u1", 2))
        .extracting(Membership::getMember)
        .containsExactly("u2");
  }

  @Test
  void theGroupsOfPersonsComeWithTheTimeSinceWhen() {
    assertThat(view.reader().groupsOf(ACME, "u1"))
        .extracting(each -> each.group().getDisplayName(), GroupOfPerson::since)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Platform", NOON),
            org.assertj.core.groups.Tuple.tuple("Ops", NOON));
    assertThat(view.reader().groupsOf(ACME, List.of("u2", "u3")))
        .hasEntrySatisfying("u2", groups -> assertThat(groups).hasSize(1))
        .hasEntrySatisfying("u3", groups -> assertThat(groups).isEmpty());
  }

  @Test
  void oneDirectoryNeverSeesAnother() {
    assertThat(view.reader().users("globex", new Lookup.Everything(), 10).total()).isZero();
    assertThat(view.reader().groups("globex", new Lookup.ByMember("u1"), 10).total()).isZero();
    assertThat(view.reader().users("globex", new Lookup.ByEmail("g@x.example"), 10).total())
        .isZero();
  }

  @Test
  void tombstonesDeleteUsersGroupsAndMemberships() throws Exception {
    view.apply(
        13,
        Facts.tombstone(Keys.user(ACME, "u2")),
        Facts.tombstone(Keys.group(ACME, "g2")),
        Facts.tombstone(Keys.member(ACME, "g1", "u1")));
    assertThat(view.userIds(new Lookup.Everything())).containsExactly("u1", "u3");
    assertThat(view.userIds(new Lookup.ByEmail("g@x.example"))).isEmpty();
    assertThat(view.groupIds(new Lookup.Everything())).containsExactly("g1");
    assertThat(view.reader().groupsOf(ACME, "u1")).isEmpty();
  }

  @Test
  void aChangedUserIsNoLongerFoundByWhatItWas() throws Exception {
    view.apply(11, Facts.user("u1", "countess@x.example", NOON.plusSeconds(1), "c@x.example"));
    assertThat(view.userIds(new Lookup.ByName("ada@x.example"))).isEmpty();
    assertThat(view.userIds(new Lookup.ByEmail("ada@x.example"))).isEmpty();
    assertThat(view.userIds(new Lookup.ByName("countess@x.example"))).containsExactly("u1");
  }
}
