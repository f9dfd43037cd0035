package dev.rolecall.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.schemas.Topics;
import dev.rolecall.service.TopicSetup.Layout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.junit.jupiter.api.Test;

class TopicSetupTest {

  private static final short THREE = 3;

  @Test
  void oneProcessUsesFewerPartitionsAndOneCopy() {
    assertThat(Layout.ALL_IN_ONE.partitionsOf(Topics.COMMANDS)).isEqualTo(2);
    assertThat(Layout.ALL_IN_ONE.partitionsOf(Topics.CONTROL)).isEqualTo(1);
    assertThat(Layout.ALL_IN_ONE.replication()).isEqualTo((short) 1);
  }

  @Test
  void productionUsesTheCatalogueAndThreeCopies() {
    assertThat(Layout.PRODUCTION.partitionsOf(Topics.COMMANDS)).isEqualTo(6);
    assertThat(Layout.PRODUCTION.partitionsOf(Topics.access("gitlab"))).isEqualTo(12);
    assertThat(Layout.PRODUCTION.replication()).isEqualTo(THREE);
  }

  @Test
  void accessAndStatusOfAToolAlwaysHaveTheSamePartitions() {
    for (Layout layout : List.of(Layout.ALL_IN_ONE, Layout.PRODUCTION)) {
      assertThat(layout.partitionsOf(Topics.status("drone")))
          .isEqualTo(layout.partitionsOf(Topics.access("drone")));
    }
  }

  @Test
  void aTopicThatIsAsItShouldBeDoesNotDiffer() {
    assertThat(TopicSetup.differences(Topics.COMMANDS, THREE, actual(Map.of()))).isEmpty();
  }

  @Test
  void eachDifferenceIsNamedWithWhatThereIsAndWhatShouldBe() {
    Config actual = actual(Map.of("message.timestamp.type", "CreateTime", "retention.ms", "1000"));

    assertThat(TopicSetup.differences(Topics.COMMANDS, THREE, actual))
        .containsExactly(
            "rolecall.commands has message.timestamp.type=CreateTime, not LogAppendTime",
            "rolecall.commands has retention.ms=1000, not 604800000");
  }

  @Test
  void aSettingThatTheBrokerDoesNotKnowIsADifference() {
    assertThat(TopicSetup.differences(Topics.CONTROL, THREE, new Config(List.of())))
        .contains("rolecall.control has cleanup.policy=nothing, not compact");
  }

  private static Config actual(Map<String, String> different) {
    Map<String, String> settings = new HashMap<>(Topics.COMMANDS.settings(THREE));
    settings.putAll(different);
    return new Config(
        settings.entrySet().stream()
            .map(each -> new ConfigEntry(each.getKey(), each.getValue()))
            .toList());
  }
}
