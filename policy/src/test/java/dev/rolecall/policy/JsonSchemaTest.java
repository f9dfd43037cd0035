package dev.rolecall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema for editors says what the readers say, as an independent validator takes it. */
class JsonSchemaTest {
  private static final Path COMMITTED =
      Path.of("src", "main", "resources", "dev", "rolecall", "policy", "policy-v1.json");
  private static final Path GENERATED = Path.of("target", "policy-v1.json");

  private static final com.networknt.schema.JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(JsonSchema.policy());

  private static List<String> wrong(String yaml) {
    Set<ValidationMessage> messages = SCHEMA.validate(yaml, InputFormat.YAML);
    return messages.stream().map(ValidationMessage::getMessage).toList();
  }

  private static List<String> wrongIn(String content) {
    return wrong("version: 1\npolicy: a\n" + content);
  }

  @Test
  void theCopyInTheJarIsTheGeneratedOne() throws IOException {
    Files.createDirectories(GENERATED.toAbsolutePath().getParent());
    Files.writeString(GENERATED, JsonSchema.policy());
    assertThat(Files.exists(COMMITTED) ? Files.readString(COMMITTED) : "")
        .as("the grammar has changed: cp policy/%s policy/%s", GENERATED, COMMITTED)
        .isEqualTo(JsonSchema.policy());
  }

  @Test
  void itIsASchemaItself() {
    com.networknt.schema.JsonSchema draft =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(SchemaLocation.of(SchemaId.V202012));
    assertThat(draft.validate(JsonSchema.policy(), InputFormat.JSON)).isEmpty();
  }

  @Test
  void theExampleFilesAreRight() throws IOException {
    for (PolicyFile file : ExampleOrganisationTest.files()) {
      assertThat(wrong(file.content())).as(file.path()).isEmpty();
    }
    assertThat(wrongIn(SafetyTest.FILE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ruels: []",
        "rules: { id: r }",
        "rules: [{ groups: g, grant: { drone: { server: user } } }]",
        "rules: [{ id: r, groups: g }]",
        "rules: [{ id: 5, groups: g, grant: {} }]",
        "rules: [{ id: r, group: g, grant: {} }]",
        "rules: [{ id: r, groups: g, exact: 'yes', grant: {} }]",
        "rules: [{ id: r, groups: g, grant: { drone: user } }]",
        "rules: [{ id: r, groups: g, grant: { drone: { server: 5 } } }]",
        "control: { gitlab: { mode: enforced } }",
        "control: { gitlab: { manages: a } }",
        "limits: { revokes: { percent: 101 } }",
        "limits: { revokes: { percent: 20.5 } }",
        "limits: { revokes: { window: 1h } }",
        "limits: { revokes: { window: P1M } }",
        "limits: { policy-change: { max: 1 } }",
        "limits: { empty-snapshot: holds }",
        "elevated: { gitlab: 5 }",
        "min-holders: { gitlab: { acme: { owner: 0 } } }",
        "protect: [{ id: a, tool: gitlab }]",
        "protect: [{ id: a, tool: gitlab, accounts: a, alert: always }]",
        "invariants: [{ id: a, when: user.active, never: some-tools }]",
        "temporary-limits: { require: [reasons] }",
        "tests: [{ name: t, user: {}, expect: {}, at: today }]",
        "tests: [{ name: t, user: {} }]",
      })
  void aMistakeThatNeedsNoToolsIsSeenWhileTyping(String content) {
    assertThat(wrongIn(content)).isNotEmpty();
  }

  @Test
  void theHeaderIsNeeded() {
    assertThat(wrong("policy: a")).hasSize(1);
    assertThat(wrong("version: 1")).hasSize(1);
    assertThat(wrong("{ version: 2, policy: a }")).hasSize(1);
  }

  @Test
  void everyMappingOfTheGrammarIsThereWithItsKeys() throws IOException {
    JsonNode schema = new ObjectMapper().readTree(JsonSchema.policy());
    List<JsonNode> objects = new ArrayList<>(List.of(schema));
    schema.get("$defs").forEach(objects::add);
    Set<Keys> all = new HashSet<>();
    gather(new Form.Mapping(BundleReader.FILE), all);
    assertThat(objects).hasSameSizeAs(all);
    for (Keys keys : all) {
      assertThat(objects).as(keys.what()).anyMatch(object -> names(object).equals(sorted(keys)));
    }
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.get("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Set<String> sorted(Keys keys) {
    return new TreeSet<>(keys.names());
  }

  private static void gather(Form form, Set<Keys> into) {
    switch (form) {
      case Form.Plain plain -> assertThat(plain).isNotNull();
      case Form.Whole whole -> assertThat(whole.least()).isLessThanOrEqualTo(whole.most());
      case Form.Words words -> assertThat(words.words()).isNotEmpty();
      case Form.Listing listing -> gather(listing.item(), into);
      case Form.Table table -> gather(table.value(), into);
      case Form.Either either -> either.forms().forEach(each -> gather(each, into));
      case Form.Mapping mapping -> {
        into.add(mapping.keys());
        mapping.keys().keys().forEach(key -> gather(key.form(), into));
      }
    }
  }
}
