package dev.rolecall.connectors.buildkite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Bindings;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.sandbox.buildkite.BuildkiteSeed;
import dev.rolecall.sandbox.http.Fault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BuildkiteBindingsTest {
  private final OneBuildkite buildkite = new OneBuildkite(OneBuildkite.seed());
  private final Bindings bindings = buildkite.connector().bindings().orElseThrow();

  @AfterEach
  void close() {
    buildkite.close();
  }

  @Test
  void aTeamIsBoundChangedAndUnbound() throws ToolException {
    assertThat(bindings.read("team:web")).isEmpty();

    assertThat(bindings.bind("team:web", "pipeline:deploy", "read_only"))
        .isInstanceOf(Applied.Done.class);
    assertThat(bindings.bind("team:web", "pipeline:deploy", "read_only"))
        .isInstanceOf(Applied.Already.class);
    assertThat(bindings.bind("team:web", "pipeline:deploy", "manage_build_and_read"))
        .isInstanceOf(Applied.Done.class);
    assertThat(bindings.bind("team:web", "suite:unit", "edit")).isInstanceOf(Applied.Done.class);

    assertThat(bindings.read("team:web"))
        .isEqualTo(Map.of("pipeline:deploy", "manage_build_and_read", "suite:unit", "edit"));
    assertThat(buildkite.tool().level("web", "unit")).hasValue("[read, edit]");

    assertThat(bindings.bind("team:web", "suite:unit", "read")).isInstanceOf(Applied.Done.class);
    assertThat(bindings.unbind("team:web", "pipeline:deploy")).isInstanceOf(Applied.Done.class);
    assertThat(bindings.unbind("team:web", "pipeline:deploy")).isInstanceOf(Applied.Already.class);
    assertThat(bindings.read("team:web")).isEqualTo(Map.of("suite:unit", "read"));
  }

  @Test
  void whatIsNotThereIsSaidSo() {
    assertThatThrownBy(() -> bindings.read("team:nowhere")).isInstanceOf(ToolException.class);
    assertThat(bindings.bind("team:nowhere", "pipeline:deploy", "read_only"))
        .isInstanceOf(Applied.Invalid.class);
    assertThat(bindings.bind("team:web", "pipeline:nothing", "read_only"))
        .isInstanceOf(Applied.Invalid.class);
    assertThat(bindings.bind("team:web", "pipeline:deploy", "edit"))
        .isInstanceOf(Applied.Invalid.class);
    assertThat(bindings.bind("team:web", "registry:images", "read_only"))
        .isInstanceOf(Applied.Invalid.class);
    assertThat(bindings.bind("team:web", "pipeline:..", "read_only"))
        .isInstanceOf(Applied.Invalid.class);
  }

  @Test
  void aLostAnswerIsSettledByReading() throws ToolException {
    buildkite.fail("POST", ".*/pipelines", Fault.loseResponse());
    assertThat(bindings.bind("team:web", "pipeline:deploy", "read_only"))
        .isInstanceOf(Applied.Unknown.class);

    assertThat(bindings.read("team:web")).containsEntry("pipeline:deploy", "read_only");
  }

  @Test
  void whatCannotBeReadIsNeverNone() {
    buildkite.fail("GET", ".*/pipelines", Fault.respond(503, ""));
    assertThat(bindings.unbind("team:web", "pipeline:deploy")).isInstanceOf(Applied.NotNow.class);
  }

  @Test
  void aScopeThatBindingsAloneNeedStopsNothingElse() {
    List<String> least = BuildkiteSeed.REST_SCOPES.subList(0, 6);
    try (OneBuildkite narrow =
        new OneBuildkite(
            OneBuildkite.seed()
                .token(
                    new BuildkiteSeed.Token(OneBuildkite.ROOT, OneBuildkite.TOKEN, null, least)))) {
      assertThat(
              narrow
                  .connector()
                  .bindings()
                  .orElseThrow()
                  .bind("team:web", "pipeline:deploy", "read_only"))
          .isInstanceOfSatisfying(
              Applied.Refused.class, no -> assertThat(no.why()).contains("read_pipelines"));
    }
  }
}
