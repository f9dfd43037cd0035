package dev.rolecall.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.connectors.tool.CallPermit;
import dev.rolecall.connectors.tool.ConnectorType;
import dev.rolecall.connectors.tool.ToolDescriptor;
import dev.rolecall.connectors.tool.ToolDescriptor.Ability;
import dev.rolecall.connectors.tool.ToolDescriptor.Support;
import dev.rolecall.connectors.tool.ToolSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README's table of what each tool can do says what the connectors say. */
class CapabilityTableTest {

  private record Column(String title, String type, Map<String, String> options) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("GitLab", "gitlab", Map.of()),
          new Column("GitLab.com", "gitlab", Map.of("edition", "gitlab.com", "group", "acme")),
          new Column("Buildkite", "buildkite", Map.of("organization", "acme")),
          new Column("CircleCI", "circleci", Map.of("organization", "circleci/acme")),
          new Column(
              "CircleCI, unofficial",
              "circleci",
              Map.of("organization", "circleci/acme", "unofficial", "true")),
          new Column("Jenkins", "jenkins", Map.of()),
          new Column("Drone", "drone", Map.of()));

  @Test
  void theTableOfTheReadmeIsWhatTheConnectorsDeclare() throws IOException {
    String readme = Files.readString(root().resolve("README.md"));

    assertThat(readme).contains(table());
  }

  @Test
  void everyRegisteredTypeHasItsColumn() {
    assertThat(COLUMNS.stream().map(Column::type).collect(Collectors.toSet()))
        .containsAll(ConnectorTypes.all().stream().map(ConnectorType::name).toList());
  }

  @Test
  void whatIsDoneByHandHasAnInstruction() {
    for (Column column : columns()) {
      ToolDescriptor tool = descriptor(column);
      for (Ability ability : byHand(tool)) {
        assertThat(tool.instruction(ability)).as(column.title() + " " + ability).isPresent();
      }
    }
  }

  private static Set<Ability> byHand(ToolDescriptor tool) {
    Set<Ability> manual = new TreeSet<>();
    tool.capabilities().forEach((ability, how) -> addIf(how == Support.MANUAL, ability, manual));
    tool.scopes()
        .forEach(shape ->
            shape
                .capabilities()
                .forEach((ability, how) -> addIf(how == Support.MANUAL, ability, manual)));
    return manual;
  }

  private static void addIf(boolean is, Ability ability, Set<Ability> to) {
    if (is) {
      to.add(ability);
    }
  }

  private static String table() {
    List<String> lines = new ArrayList<>();
    lines.add(row("", columns().stream().map(Column::title).toList()));
    lines.add("|---" + "|---".repeat(columns().size()) + "|");
    for (Ability ability : Ability.values()) {
      lines.add(
          row(
              ability.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
              columns().stream().map(column -> cell(descriptor(column), ability)).toList()));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String row(String first, List<String> cells) {
    return "| " + first + " | " + String.join(" | ", cells) + " |";
  }

  private static String cell(ToolDescriptor tool, Ability ability) {
    String elsewhere =
        tool.scopes().stream()
            .filter(shape -> shape.capabilities().containsKey(ability))
            .map(shape ->
                "`%s` %s"
                    .formatted(
                        shape.pattern(),
                        word(Objects.requireNonNull(shape.capabilities().get(ability)))))
            .collect(Collectors.joining(", "));
    return word(tool.support(ability)) + (elsewhere.isEmpty() ? "" : "; " + elsewhere);
  }

  private static String word(Support support) {
    return switch (support) {
      case NATIVE -> "yes";
      case EMULATED -> "emulated";
      case UNOFFICIAL -> "unofficial";
      case MANUAL -> "by hand";
      case NONE -> "–";
    };
  }

  private static List<Column> columns() {
    Set<String> registered =
        ConnectorTypes.all().stream().map(ConnectorType::name).collect(Collectors.toSet());
    return COLUMNS.stream().filter(column -> registered.contains(column.type())).toList();
  }

  private static ToolDescriptor descriptor(Column column) {
    ConnectorType type =
        ConnectorTypes.all().stream()
            .filter(it -> it.name().equals(column.type()))
            .findFirst()
            .orElseThrow();
    return type.describe(
        new ToolSettings(
            column.type(),
            URI.create("https://tool.example"),
            () -> "",
            column.options(),
            Duration.ofSeconds(1),
            CallPermit.UNLIMITED,
            InstantSource.system()));
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("README.md"))
        ? here
        : Objects.requireNonNull(here.getParent());
  }
}
