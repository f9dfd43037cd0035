package dev.rolecall.ingest.scim;

import static dev.rolecall.ingest.scim.Texts.ID;
import static dev.rolecall.ingest.scim.Texts.operations;
import static dev.rolecall.ingest.scim.Texts.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.ingest.scim.GroupDelta.Members;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A PATCH of a group is a delta, whatever its size and dialect. */
class GroupPatchTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'op':'Remove','path':'members','value':[{'$ref':null,'value':'u1'}]}",
        "{'op':'remove','path':'members','value':[{'value':'u1'}]}",
        "{'op':'remove','path':'members','value':{'value':'u1'}}",
        "{'op':'remove','path':'members','value':'u1'}",
        "{'op':'remove','path':'members','value':['u1']}",
        "{'op':'remove','path':'members.value','value':'u1'}",
        "{'op':'remove','path':'members[value eq \\\"u1\\\"]'}",
        "{'op':'remove','path':'/Members[Value eq u1]'}",
        "{'op':'remove','path':'members[type eq \\\"User\\\" and value eq \\\"u1\\\"]'}",
        "{'op':'remove','path':'urn:ietf:params:scim:schemas:core:2.0:Group:members[value eq \\\"u1\\\"]'}"
      })
  void oneMemberIsRemovedInEveryShape(String operation) {
    assertThat(members(operation)).isEqualTo(new Members.Change(Set.of(), Set.of("u1")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'op':'Add','path':'members','value':[{'$ref':null,'value':'u1'},{'$ref':null,'value':'u2'}]}",
        "{'op':'add','value':{'members':[{'value':'u1'},{'value':'u2','type':'User'}]}}",
        "{'op':'add','path':'members','value':['u1','u2','u1']}"
      })
  void membersAreAddedInEveryShape(String operation) {
    assertThat(members(operation)).isEqualTo(new Members.Change(Set.of("u1", "u2"), Set.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'op':'remove','path':'members'}",
        "{'op':'remove','path':'members','value':null}"
      })
  void removingWithoutNamingAnybodyIsSetApart(String operation) {
    assertThat(members(operation)).isEqualTo(new Members.Nobody());
  }

  @Test
  void removingAnEmptyListRemovesNobody() {
    assertThat(members("{'op':'Remove','path':'members','value':[]}")).isEqualTo(Members.NONE);
  }

  @Test
  void theLastOperationOnAMemberCounts() {
    String add = "{'op':'add','path':'members','value':[{'value':'u1'}]}";
    String remove = "{'op':'remove','path':'members[value eq \\\"u1\\\"]'}";
    assertThat(members(add, remove)).isEqualTo(new Members.Change(Set.of(), Set.of("u1")));
    assertThat(members(remove, add)).isEqualTo(new Members.Change(Set.of("u1"), Set.of()));
  }

  @Test
  void whatFollowsAFullPushChangesIt() {
    String push = "{'op':'replace','path':'members','value':[{'value':'u1'},{'value':'u2'}]}";
    assertThat(
            members(
                push,
                "{'op':'remove','path':'members','value':[{'value':'u1'}]}",
                "{'op':'add','path':'members','value':[{'value':'u3'}]}"))
        .isEqualTo(new Members.Exactly(Set.of("u2", "u3")));
    assertThat(
            members(
                "{'op':'remove','path':'members'}",
                "{'op':'add','path':'members','value':[{'value':'u3'}]}"))
        .isEqualTo(new Members.Exactly(Set.of("u3")));
    assertThat(members(push, "{'op':'remove','path':'members'}")).isEqualTo(new Members.Nobody());
  }

  @Test
  void aChosenMemberIsReplaced() {
    assertThat(
            members(
                "{'op':'replace','path':'members[value eq \\\"u1\\\"]','value':{'value':'u2'}}"))
        .isEqualTo(new Members.Change(Set.of("u2"), Set.of("u1")));
  }

  @Test
  void membersCanOnlyBeChosenByValue() {
    refused(
        ScimType.INVALID_FILTER,
        () -> members("{'op':'remove','path':'members[display eq \\\"x\\\"]'}"));
    refused(
        ScimType.INVALID_FILTER,
        () -> members("{'op':'remove','path':'members[not (value eq \\\"x\\\")]'}"));
    refused(
        ScimType.INVALID_FILTER,
        () -> members("{'op':'remove','path':'members[value sw \\\"x\\\"]'}"));
    refused(
        ScimType.INVALID_VALUE,
        () -> members("{'op':'add','path':'members','value':[{'display':'x'}]}"));
  }

  @Test
  void namesAndExternalIdsChange() {
    assertThat(
            delta(
                "{'op':'Replace','path':'displayName','value':'N'}",
                "{'op':'add','path':'externalId','value':'e'}"))
        .isEqualTo(new GroupDelta("N", "e", Members.NONE));
    assertThat(delta("{'op':'remove','path':'externalId'}"))
        .isEqualTo(new GroupDelta(null, "", Members.NONE));
    refused(ScimType.MUTABILITY, () -> delta("{'op':'remove','path':'displayName'}"));
    refused(ScimType.MUTABILITY, () -> delta("{'op':'replace','path':'id','value':'other'}"));
  }

  @Test
  void whatSaysNothingNewIsEmpty() {
    assertThat(delta("{'op':'replace','value':{'id':'" + ID + "'}}").isEmpty()).isTrue();
    assertThat(delta("{'op':'add','path':'members','value':[]}").isEmpty()).isTrue();
    assertThat(delta("{'op':'replace','path':'members','value':[]}").isEmpty()).isFalse();
  }

  private static GroupDelta delta(String... operations) {
    return GroupPatch.read(ID, operations(operations), Tolerance.LENIENT).value();
  }

  private static Members members(String... operations) {
    return delta(operations).members();
  }
}
