package dev.rolecall.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.rolecall.service.config.DirectoryConfig.AttributeType;
import dev.rolecall.service.config.DirectoryConfig.ExtensionAttribute;
import dev.rolecall.service.config.DirectoryConfig.ExtensionSchema;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtensionSectionTest {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private final List<String> problems = new ArrayList<>();

  @Test
  void everyKeyIsRead() throws Exception {
    List<ExtensionSchema> read =
        read(
            """
            - urn: urn:acme:scim:schemas:1.0:Person
              name: Acme person
              description: What Acme knows
              attributes:
                badge: { type: integer, required: true, description: Number of the badge }
                zones: { multi-valued: true, case-exact: true }
                homepage: { type: reference }
            """);
    assertThat(problems).isEmpty();
    assertThat(read)
        .containsExactly(
            new ExtensionSchema(
                "urn:acme:scim:schemas:1.0:Person",
                "Acme person",
                "What Acme knows",
                List.of(
                    new ExtensionAttribute(
                        "badge", AttributeType.INTEGER, false, false, true, "Number of the badge"),
                    new ExtensionAttribute("zones", AttributeType.STRING, true, true, false, ""),
                    new ExtensionAttribute(
                        "homepage", AttributeType.REFERENCE, false, true, false, ""))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "acme:person                    | should be a URN",
        "urn:acme:has space             | should be a URN",
        "urn:acme:ends-with-colon:      | should be a URN",
        "urn:ietf:params:scim:schemas:core:2.0:User | belongs to the RFCs",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User | belongs to the RFCs",
        "URN:SCIM:SCHEMAS:core:1.0      | belongs to the RFCs"
      })
  void aUrnMustBeOneOfTheInstallationsOwn(String urn, String problem) throws Exception {
    read("[{ urn: '" + urn + "', attributes: { a: {} } }]");
    assertThat(problems).singleElement().asString().contains("extensions[0].urn", problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "badge: {}, BADGE: {}           | declared twice",
        "1st: {}                        | named with a letter",
        "has.dot: {}                    | named with a letter",
        "$ref: {}                       | named with a letter",
        "badge: { type: money }         | should be one of",
        "badge: { typ: string }         | unknown key",
        "badge: { required: maybe }     | true or false",
        "badge: { type: integer, case-exact: true } | only texts"
      })
  void anAttributeMustBeOne(String attributes, String problem) throws Exception {
    read("[{ urn: 'urn:acme:p', attributes: { " + attributes + " } }]");
    assertThat(problems).singleElement().asString().contains("extensions[0].attributes.", problem);
  }

  @Test
  void twoExtensionsMustBeToldApart() throws Exception {
    read(
        """
        - { urn: "urn:acme:person", attributes: { a: {} } }
        - { urn: "URN:ACME:person", attributes: { a: {} } }
        - { urn: "urn:acme:person:more", attributes: { a: {} } }
        """);
    assertThat(problems)
        .anyMatch(each -> each.contains("extensions[1].urn: is declared twice"))
        .anyMatch(each -> each.contains("extensions[2].urn: begins like urn:acme:person"));
  }

  @Test
  void whatDeclaresNothingIsAMistake() throws Exception {
    read("[{ urn: 'urn:acme:p' }]");
    assertThat(problems).singleElement().asString().contains("needs at least one attribute");
  }

  private List<ExtensionSchema> read(String yaml) throws Exception {
    return ExtensionSection.read(new ConfigNode("extensions", YAML.readTree(yaml), problems));
  }
}
