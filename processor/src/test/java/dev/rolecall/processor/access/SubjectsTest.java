package dev.rolecall.processor.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.policy.GroupMembership;
import dev.rolecall.policy.Subject;
import dev.rolecall.policy.contract.Subjects;
import dev.rolecall.schemas.avro.Enterprise;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.Standing;
import dev.rolecall.schemas.avro.User;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubjectsTest {

  private static Subject subject(Standing standing, User user, String... groups) {
    return Subjects.of((Person) Acme.person("ada", standing, user, groups).getBody());
  }

  @Test
  void attributesHaveTheNamesThatPoliciesUse() {
    User user =
        Acme.user("ada")
            .setUserType("employee")
            .setEnterprise(Enterprise.newBuilder().setDepartment("Engineering").build())
            .build();
    assertThat(subject(Standing.ACTIVE, user).attributes())
        .containsEntry("userName", "ada@acme.example")
        .containsEntry("userType", "employee")
        .containsEntry("department", "Engineering")
        .containsEntry("active", true)
        .doesNotContainKeys("title", "costCenter");
  }

  @Test
  void attributesOfExtensionsHaveTheirFullPathAndTheirType() {
    User user =
        Acme.user("ada")
            .setExtensions(
                Map.of(
                    "urn:acme:User",
                    "{\"contractEnd\":\"2027-01-01\",\"vip\":true,\"level\":3,"
                        + "\"teams\":[\"a\",\"b\"],\"nested\":{\"x\":1},\"none\":null}"))
            .build();
    assertThat(subject(Standing.ACTIVE, user).attributes())
        .containsEntry("urn:acme:User:contractEnd", "2027-01-01")
        .containsEntry("urn:acme:User:vip", true)
        .containsEntry("urn:acme:User:level", "3")
        .containsEntry("urn:acme:User:teams", List.of("a", "b"))
        .doesNotContainKeys("urn:acme:User:nested", "urn:acme:User:none");
  }

  @Test
  void aBrokenExtensionIsReportedWithoutItsContents() {
    User user = Acme.user("ada").setExtensions(Map.of("urn:acme:User", "{secret")).build();
    assertThatThrownBy(() -> subject(Standing.ACTIVE, user))
        .hasMessageContaining("urn:acme:User")
        .hasMessageNotContaining("secret");
  }

  @Test
  void onlyTheActiveAreActive() {
    User user = Acme.user("ada").build();
    assertThat(subject(Standing.ACTIVE, user).active()).isTrue();
    assertThat(subject(Standing.INACTIVE, user).active()).isFalse();
    assertThat(subject(Standing.DELETED, user).active()).isFalse();
  }

  @Test
  void groupsCarrySinceWhen() {
    assertThat(subject(Standing.ACTIVE, Acme.user("ada").build(), "team").groups())
        .containsExactly(new GroupMembership("id-of-team", "team", null, Acme.MORNING));
  }
}
