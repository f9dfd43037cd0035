package dev.rolecall.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.schemas.Keys.DirectoryKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicsTest {

  @Test
  void allRecordsOfADirectoryShareAPartition() {
    int ofUser = Topics.DIRECTORY.partition(Keys.user("acme", "u1"), 6);

    assertThat(Topics.DIRECTORY.partition(Keys.group("acme", "g1"), 6)).isEqualTo(ofUser);
    assertThat(Topics.DIRECTORY.partition(Keys.member("acme", "g1", "u1"), 6)).isEqualTo(ofUser);
    assertThat(Topics.DIRECTORY.partition(Keys.bundle("acme"), 6)).isEqualTo(ofUser);
    assertThat(Topics.COMMANDS.partition("acme", 6)).isEqualTo(ofUser);
  }

  @Test
  void theStatusOfAPersonIsInThePartitionOfTheAccess() {
    for (int i = 0; i < 100; i++) {
      String key = Keys.person("acme", "person-" + i);
      assertThat(Topics.status("gitlab").partition(key, 12))
          .isEqualTo(Topics.access("gitlab").partition(key, 12));
    }
  }

  @Test
  void whatTheSweepFoundBelongsToTheCoordinator() {
    assertThat(Topics.status("gitlab").partition(Keys.scopeReport("payments/core"), 12)).isZero();
  }

  @Test
  void commandsCarryTheBrokersClockAndStateTopicsAreCompacted() {
    assertThat(Topics.COMMANDS.settings((short) 3))
        .containsEntry("message.timestamp.type", "LogAppendTime")
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("min.insync.replicas", "2");
    assertThat(Topics.access("drone").settings((short) 1))
        .containsEntry("cleanup.policy", "compact")
        .containsEntry("delete.retention.ms", "604800000")
        .containsKey("max.compaction.lag.ms");
  }

  @Test
  void theClockTellsTheBrokersTimeAndKeepsLittle() {
    assertThat(Topics.CLOCK.settings((short) 3))
        .containsEntry("message.timestamp.type", "LogAppendTime")
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("retention.ms", "3600000");
    assertThat(Topics.CLOCK.partitions()).isEqualTo(1);
    assertThat(Topics.all(List.of())).contains(Topics.CLOCK);
  }

  @Test
  void keysOfTheDirectoryLogAreReadAsTheyWereWritten() {
    assertThat(Keys.parse(Keys.user("acme", "u1")))
        .isEqualTo(new DirectoryKey.UserKey("acme", "u1"));
    assertThat(Keys.parse(Keys.group("acme", "g1")))
        .isEqualTo(new DirectoryKey.GroupKey("acme", "g1"));
    assertThat(Keys.parse(Keys.member("acme", "g1", "u1")))
        .isEqualTo(new DirectoryKey.MemberKey("acme", "g1", "u1"));
    assertThat(Keys.parse(Keys.bundle("acme"))).isEqualTo(new DirectoryKey.BundleKey("acme"));
    assertThatThrownBy(() -> Keys.parse("acme")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesThatWouldBreakKeysOrTopicsAreRefused() {
    assertThat(List.of("acme", "acme-2").stream().allMatch(Keys::isDirectoryName)).isTrue();
    assertThat(List.of("Acme", "a/b", "", "-a", Keys.POLICY_DIRECTORY))
        .noneMatch(Keys::isDirectoryName);
    assertThatThrownBy(() -> Topics.access("git lab")).isInstanceOf(IllegalArgumentException.class);
  }
}
