package dev.rolecall.connectors.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.connectors.tool.ToolDescriptor;
import dev.rolecall.connectors.tool.ToolDescriptor.RoleKind;
import dev.rolecall.connectors.tool.ToolDescriptor.ScopeShape;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShapesTest {

  @Test
  void theMostSpecificShapeOfAScopeCounts() {
    assertThat(shape("folder:top")).isEqualTo("folder:top");
    assertThat(shape("folder:team-a/web/site")).isEqualTo("folder:{**}");
    assertThat(shape("agent:linux")).isEqualTo("agent:{}");
    assertThat(shape("agent:linux/1")).isEqualTo("{**}");
    assertThat(shape("acme/web")).isEqualTo("{**}");
    assertThat(shape("folder:")).isEqualTo("{**}");
  }

  private static String shape(String scope) {
    List<ScopeShape> shapes =
        Stream.of("{**}", "folder:{**}", "folder:top", "agent:{}")
            .map(pattern -> new ScopeShape(pattern, pattern, RoleKind.SET, List.of("read")))
            .toList();
    ToolDescriptor tool =
        new ToolDescriptor(
            "tool", "", shapes, List.of(), Map.of(), new ToolDescriptor.Calls(1, 1, 1));
    return new Shapes(tool).of(scope).orElseThrow().pattern();
  }
}
