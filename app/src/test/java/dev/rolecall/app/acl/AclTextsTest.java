package dev.rolecall.app.acl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

class AclTextsTest {

  private static final Acl TRANSACTIONS =
      new Acl(
          ResourceType.TRANSACTIONAL_ID,
          PatternType.PREFIXED,
          "rolecall-access-",
          List.of(AclOperation.WRITE, AclOperation.DESCRIBE_CONFIGS),
          "why");

  @Test
  void peopleReadKindNameAndOperations() {
    assertThat(AclTexts.resource(TRANSACTIONS)).isEqualTo("transactional id rolecall-access-*");
    assertThat(AclTexts.operations(TRANSACTIONS)).isEqualTo("Write, DescribeConfigs");
  }

  @Test
  void kafkasToolTakesOneLineForEachEntry() {
    assertThat(AclTexts.kafkaAcls(TRANSACTIONS, "User:p"))
        .isEqualTo(
            "kafka-acls --bootstrap-server \"$BOOTSTRAP\" --command-config \"$ADMIN\" --add"
                + " --allow-principal 'User:p' --operation Write --operation DescribeConfigs"
                + " --transactional-id 'rolecall-access-' --resource-pattern-type prefixed");
  }

  @Test
  void programsReadOneEntryForEachOperation() {
    assertThat(AclTexts.json("processor", "User:p", List.of(TRANSACTIONS)).toString())
        .contains("\"operation\":\"WRITE\"", "\"operation\":\"DESCRIBE_CONFIGS\"")
        .contains("\"patternType\":\"PREFIXED\"", "\"principal\":\"User:p\"");
  }

  @Test
  void aConnectorsTransactionsAreNotThoseOfAToolWhoseNameBeginsAlike() {
    assertThat(
            Objects.requireNonNull(Acls.of(List.of("gitlab", "gitlab-eu")).get("connector-gitlab")))
        .noneMatch(acl ->
            acl.pattern() == PatternType.PREFIXED
                && !acl.name().equals("rolecall.")
                && "rolecall.connector.gitlab-eu.1".startsWith(acl.name()));
  }
}
