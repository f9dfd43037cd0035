package dev.rolecall.ingest.scim;

import static dev.rolecall.ingest.scim.Texts.ADA;
import static dev.rolecall.ingest.scim.Texts.ID;
import static dev.rolecall.ingest.scim.Texts.json;
import static dev.rolecall.ingest.scim.Texts.operations;
import static dev.rolecall.ingest.scim.Texts.patch;
import static dev.rolecall.ingest.scim.Texts.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.ingest.scim.GroupDelta.Members;
import dev.rolecall.schemas.avro.User;
import dev.rolecall.schemas.avro.UserState;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What Okta sends, beyond the rules that all dialects share. */
class OktaDialectTest {

  private static final String CREATE =
      """
      {'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'a@x.com','name':{'givenName':'A','familyName':'B'},
       'emails':[{'primary':true,'value':'a@x.com','type':'work'}],'displayName':'A B','locale':'en-US','externalId':'00u1',
       'groups':[],'password':'1mz050nq','active':true}
      """;

  @Test
  void aNewUserIsReadWithoutPasswordAndGroups() {
    Reading<User> reading = UserCodec.create(json(CREATE), Tolerance.LENIENT);
    assertThat(UserCodec.toJson(reading.value()))
        .isEqualTo(
            json(
                "{'userName':'a@x.com','externalId':'00u1','active':true,'displayName':'A B','locale':'en-US',"
                    + "'name':{'givenName':'A','familyName':'B'},'emails':[{'value':'a@x.com','type':'work','primary':true}]}"));
    assertThat(reading.deviations()).isEmpty();
  }

  @Test
  void whatWasReadComesBackInAPutWithoutEffect() {
    User ada = user(ADA);
    UserState state = new UserState(ID, 7L, Instant.EPOCH, Instant.EPOCH, ada);
    ObjectNode answer =
        new Rendering("https://h/scim/v2").user(state, List.of(new Rendering.Link("g1", "G")));
    Reading<User> reading = UserCodec.replace(answer, ada, Tolerance.LENIENT);
    assertThat(reading.value()).isEqualTo(ada);
    assertThat(reading.deviations()).isEmpty();
  }

  @Test
  void aPutDeactivatesAndOnlyAPutThatSaysSoReactivates() {
    User suspended =
        UserCodec.replace(
                json(ADA.replace("'active':true", "'active':false")), user(ADA), Tolerance.LENIENT)
            .value();
    assertThat(suspended.getActive()).isFalse();
    assertThat(
            UserCodec.replace(json("{'userName':'u'}"), suspended, Tolerance.LENIENT)
                .value()
                .getActive())
        .isFalse();
    assertThat(
            UserCodec.replace(json("{'userName':'u','active':true}"), suspended, Tolerance.LENIENT)
                .value()
                .getActive())
        .isTrue();
  }

  @Test
  void aPutClearsWhatItDoesNotSend() {
    assertThat(
            UserCodec.toJson(
                UserCodec.replace(json("{'userName':'u'}"), user(ADA), Tolerance.LENIENT).value()))
        .isEqualTo(json("{'userName':'u','active':true}"));
  }

  @Test
  void deactivationWithoutPath() {
    assertThat(patch(ADA, "{'op':'replace','value':{'active':false}}").user().getActive())
        .isFalse();
    assertThat(patch(ADA, "{'op':'replace','value':{'active':false}}").deviations()).isEmpty();
  }

  @Test
  void aRenameThatNamesTheGroupsOwnIdIsARename() {
    assertThat(delta("{'op':'replace','value':{'id':'" + ID + "','displayName':'New'}}"))
        .isEqualTo(new GroupDelta("New", null, Members.NONE));
  }

  @Test
  void oneMemberGoesAndAnotherComes() {
    assertThat(
            delta(
                "{'op':'remove','path':'members[value eq \\\"u1\\\"]'}",
                "{'op':'add','path':'members','value':[{'value':'u2','display':'a@x.com'}]}"))
        .isEqualTo(new GroupDelta(null, null, new Members.Change(Set.of("u2"), Set.of("u1"))));
  }

  @Test
  void aFullPushReplacesTheMembers() {
    GroupDelta expected = new GroupDelta(null, null, new Members.Exactly(Set.of("u1", "u2")));
    assertThat(delta("{'op':'replace','path':'members','value':[{'value':'u1'},{'value':'u2'}]}"))
        .isEqualTo(expected);
    assertThat(delta("{'op':'replace','value':{'members':[{'value':'u1'},{'value':'u2'}]}}"))
        .isEqualTo(expected);
  }

  @Test
  void aPushOfAnEmptyGroupIsAFullPushOfNobody() {
    assertThat(delta("{'op':'replace','path':'members','value':[]}"))
        .isEqualTo(new GroupDelta(null, null, new Members.Exactly(Set.of())));
  }

  @Test
  void anUnknownMemberDoesNotStopThePush() {
    Reading<GroupDelta> reading =
        GroupPatch.read(
            ID,
            operations(
                "{'op':'add','path':'members','value':[{'value':'never/ours'},{'value':'u1'}]}"),
            Tolerance.LENIENT);
    assertThat(reading.value().members()).isEqualTo(new Members.Change(Set.of("u1"), Set.of()));
    assertThat(reading.deviations()).contains(Deviation.UNUSABLE_MEMBER);
  }

  @Test
  void aNewGroupIsReadWithItsMembers() {
    GroupDraft draft =
        GroupCodec.read(
                json(
                    "{'displayName':'G','members':[{'value':'u2'},{'value':'u1'},{'value':'u2'}]}"),
                Tolerance.LENIENT)
            .value();
    assertThat(draft.members()).containsExactly("u2", "u1");
    assertThat(
            GroupCodec.read(json("{'displayName':'G','members':[]}"), Tolerance.LENIENT)
                .value()
                .members())
        .isEmpty();
    assertThat(
            GroupCodec.read(json("{'displayName':'G','members':null}"), Tolerance.LENIENT)
                .value()
                .members())
        .isNull();
    Texts.refused(
        ScimType.INVALID_VALUE, () -> GroupCodec.read(json("{'members':[]}"), Tolerance.LENIENT));
  }

  private static GroupDelta delta(String... operations) {
    return GroupPatch.read(ID, operations(operations), Tolerance.LENIENT).value();
  }
}
