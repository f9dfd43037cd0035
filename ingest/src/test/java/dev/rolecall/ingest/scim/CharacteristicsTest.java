package dev.rolecall.ingest.scim;

import static dev.rolecall.ingest.scim.Definition.complex;
import static dev.rolecall.ingest.scim.Definition.string;
import static dev.rolecall.ingest.scim.Texts.json;
import static dev.rolecall.ingest.scim.Texts.operations;
import static dev.rolecall.ingest.scim.Texts.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a schema says of an attribute is kept, whatever schema it is (RFC 7643 § 7). */
class CharacteristicsTest {

  private static final String BADGE = "urn:acme:badge";

  private static final ResourceType CARDHOLDER =
      new ResourceType(
          "Cardholder",
          "/Cardholders",
          "Somebody with a card",
          Schema.of(
              "urn:acme:cardholder",
              List.of(),
              "Cardholder",
              "Somebody with a card",
              string("name", "Name").required(),
              string("number", "Number of the card").immutable(),
              complex(
                  "desk",
                  "Where",
                  string("building", "Building").required(),
                  string("place", "Place").immutable()),
              complex("keys", "Keys", string("value", "Key").required(), string("display", "Name"))
                  .many()),
          List.of(
              Schema.of(
                  BADGE,
                  List.of(),
                  "Badge",
                  "A badge",
                  string("colour", "Colour"),
                  string("level", "Level"),
                  string("serial", "Serial number").immutable())));

  private static final String HOLDER =
      "{'name':'Ada','number':'7','desk':{'building':'B','place':'P'},'keys':[{'value':'k'}],"
          + "'urn:acme:badge':{'colour':'red','serial':'s1'}}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'op':'replace','path':'number','value':'8'}",
        "{'op':'remove','path':'number'}",
        "{'op':'replace','value':{'number':null}}",
        "{'op':'replace','path':'desk.place','value':'Q'}",
        "{'op':'remove','path':'desk'}",
        "{'op':'replace','path':'urn:acme:badge:serial','value':'s2'}",
        "{'op':'remove','path':'urn:acme:badge'}"
      })
  void whatIsImmutableIsGivenOnce(String operation) {
    refused(ScimType.MUTABILITY, () -> patched(HOLDER, operation));
  }

  @Test
  void whatIsImmutableCanBeGivenAndSaidAgain() {
    assertThat(patched("{'name':'Ada'}", "{'op':'add','path':'number','value':'7'}").path("number"))
        .isEqualTo(json("'7'"));
    assertThat(patched(HOLDER, "{'op':'replace','path':'number','value':'7'}"))
        .isEqualTo(json(HOLDER));
    assertThat(
            patched(
                HOLDER,
                "{'op':'remove','path':'number'}",
                "{'op':'add','path':'number','value':'7'}"))
        .isEqualTo(json(HOLDER));
  }

  @Test
  void aPutThatLeavesOutWhatIsImmutableKeepsIt() {
    ObjectNode before = (ObjectNode) json(HOLDER);
    ObjectNode after = (ObjectNode) json("{'name':'Grace'}");
    Immutables.keep(CARDHOLDER, before, after);
    assertThat(after)
        .isEqualTo(json("{'name':'Grace','number':'7','urn:acme:badge':{'serial':'s1'}}"));
    refused(
        ScimType.MUTABILITY,
        () -> Immutables.check(CARDHOLDER, before, (ObjectNode) json("{'number':'8'}")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{'op':'remove','path':'name'}", "{'op':'remove','path':'desk.building'}"})
  void whatIsRequiredCannotBeCleared(String operation) {
    refused(ScimType.MUTABILITY, () -> patched(HOLDER, operation));
  }

  @Test
  void whatIsRequiredMustBeGiven() {
    assertThat(created("{'name':'Ada'}")).isEqualTo(json("{'name':'Ada'}"));
    refused(ScimType.INVALID_VALUE, () -> created("{'name':'Ada','desk':{'place':'P'}}"));
    refused(ScimType.INVALID_VALUE, () -> created("{'number':'7'}"));
  }

  @Test
  void anElementWithoutItsValueIsDropped() {
    assertThat(created("{'name':'Ada','keys':[{'display':'x'},{'value':'k'}]}").path("keys"))
        .isEqualTo(json("[{'value':'k'}]"));
  }

  private static ObjectNode created(String body) {
    return Patch.whole(CARDHOLDER, json(body), Tolerance.STRICT, EnumSet.noneOf(Deviation.class));
  }

  private static JsonNode patched(String before, String... operations) {
    return Patch.parse(CARDHOLDER, "c1", operations(operations), Tolerance.STRICT)
        .apply((ObjectNode) json(before))
        .resource();
  }
}
