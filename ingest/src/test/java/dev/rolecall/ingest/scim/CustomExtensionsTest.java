package dev.rolecall.ingest.scim;

import static dev.rolecall.ingest.scim.Texts.json;
import static dev.rolecall.ingest.scim.Texts.operations;
import static dev.rolecall.ingest.scim.Texts.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.schemas.avro.User;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Extensions that a configuration declares. */
class CustomExtensionsTest {

  private static final String URN = "urn:acme:scim:schemas:1.0:Person";
  private static final String ID = "11111111-2222-3333-4444-555555555555";

  private static final ResourceType TYPE =
      ResourceType.USER.with(
          List.of(
              Schema.declared(
                  URN,
                  "Acme person",
                  "What Acme knows",
                  List.of(
                      declared("badge", Attribute.Type.INTEGER, false, true),
                      declared("share", Attribute.Type.DECIMAL, false, false),
                      declared("remote", Attribute.Type.BOOLEAN, false, false),
                      declared("contractEnd", Attribute.Type.DATE_TIME, false, false),
                      declared("zones", Attribute.Type.STRING, true, false),
                      Attribute.declared(
                          "serial", Attribute.Type.STRING, false, false, true, "Exact")))));

  private static final String ADA =
      "{'userName':'ada','%s':{'badge':7,'remote':true,'zones':['North','south'],'serial':'aB'}}"
          .formatted(URN);

  private static Attribute declared(
      String name, Attribute.Type type, boolean multiValued, boolean required) {
    return Attribute.declared(name, type, multiValued, required, false, name);
  }

  @Test
  void valuesGetTheirDeclaredTypesWhateverTheClientSent() {
    Reading<User> read =
        create(
            "{'userName':'ada','%s':{'BADGE':'7','share':'0.5','remote':'True','zones':'North'}}"
                .formatted(URN.toUpperCase(java.util.Locale.ROOT).replace("URN:", "urn:")));
    assertThat(extension(read.value()))
        .isEqualTo(json("{'badge':7,'share':0.5,'remote':true,'zones':['North']}"));
    assertThat(read.deviations())
        .contains(Deviation.STRING_NUMBER, Deviation.STRING_BOOLEAN, Deviation.SINGLE_FOR_LIST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'badge':'seven'",
        "'badge':7.5",
        "'badge':7,'remote':'perhaps'",
        "'badge':7,'contractEnd':'tomorrow'",
        "'badge':{'value':7}",
        "'badge':[7,8]"
      })
  void aValueOfAnotherTypeIsRefused(String attributes) {
    refused(
        ScimType.INVALID_VALUE,
        () -> create("{'userName':'ada','%s':{%s}}".formatted(URN, attributes)));
  }

  @Test
  void filtersCompareByTypeAndCase() {
    for (String filter :
        List.of(
            "badge gt 6",
            "badge lt 10",
            URN + ":badge eq 7.0",
            URN + ":remote eq true",
            URN + ":zones eq \"NORTH\"",
            URN + ":zones co \"out\"",
            "serial eq \"aB\"",
            URN + ":contractEnd ne null or badge pr")) {
      assertThat(matches(filter)).as(filter).isTrue();
    }
    for (String filter :
        List.of("badge gt 7", "badge eq 70", "remote eq false", "serial eq \"ab\"", "share pr")) {
      assertThat(matches(filter)).as(filter).isFalse();
    }
    refused(ScimType.INVALID_FILTER, () -> matches("badge eq \"seven\""));
  }

  @Test
  void aPatchReachesAttributesByTheirPaths() {
    assertThat(patched("{'op':'replace','path':'%s:badge','value':'8'}".formatted(URN)))
        .isEqualTo(json("{'badge':8,'remote':true,'zones':['North','south'],'serial':'aB'}"));
    assertThat(patched("{'op':'add','path':'zones','value':['east','NORTH']}").path("zones"))
        .isEqualTo(json("['North','south','east']"));
    assertThat(
            patched("{'op':'remove','path':'%s:zones[value eq \\\"south\\\"]'}".formatted(URN))
                .path("zones"))
        .isEqualTo(json("['North']"));
    assertThat(
            patched("{'op':'replace','path':'zones[value eq \\\"south\\\"]','value':'west'}")
                .path("zones"))
        .isEqualTo(json("['North','west']"));
    assertThat(
            patched("{'op':'add','path':'zones[value eq \\\"up\\\"]','value':'up'}").path("zones"))
        .isEqualTo(json("['North','south','up']"));
    assertThat(
            patched("{'op':'replace','value':{'%s':{'share':1.25}}}".formatted(URN)).path("share"))
        .isEqualTo(json("1.25"));
    assertThat(patched("{'op':'remove','path':'%s:remote'}".formatted(URN)).has("remote"))
        .isFalse();
  }

  @Test
  void whoComesAndWhoIsReplacedNeedsWhatIsRequired() {
    refused(ScimType.INVALID_VALUE, () -> create("{'userName':'ada'}"));
    refused(
        ScimType.INVALID_VALUE,
        () -> create("{'userName':'ada','%s':{'remote':true}}".formatted(URN)));
    User ada = create(ADA).value();
    refused(
        ScimType.INVALID_VALUE,
        () -> UserCodec.replace(json("{'userName':'ada'}"), ada, TYPE, Tolerance.LENIENT));
    refused(ScimType.MUTABILITY, () -> patched("{'op':'remove','path':'%s'}".formatted(URN)));
    refused(ScimType.MUTABILITY, () -> patched("{'op':'remove','path':'badge'}"));
  }

  @Test
  void aMissingAttributeKeepsNoLeaverIn() {
    User ada = create(ADA).value();
    JsonNode leaves = json("{'userName':'ada','active':false}");
    assertThat(UserCodec.replace(leaves, ada, TYPE, Tolerance.LENIENT).value().getActive())
        .isFalse();
    User before = UserCodec.create(json("{'userName':'old'}"), Tolerance.LENIENT).value();
    Patch patch =
        Patch.parse(
            TYPE, ID, operations("{'op':'replace','value':{'active':false}}"), Tolerance.LENIENT);
    assertThat(UserPatch.apply(patch, before).user().getActive()).isFalse();
  }

  @Test
  void whoWasThereBeforeTheDeclarationCanBePatched() {
    User before = UserCodec.create(json("{'userName':'old'}"), Tolerance.LENIENT).value();
    Patch patch =
        Patch.parse(
            TYPE, ID, operations("{'op':'replace','path':'title','value':'T'}"), Tolerance.LENIENT);
    assertThat(UserPatch.apply(patch, before).user().getTitle()).isEqualTo("T");
  }

  @Test
  void answersCanBeNarrowedToOneAttribute() {
    ObjectNode user = UserCodec.toJson(create(ADA).value());
    assertThat(Projection.of(TYPE, URN + ":badge", null).apply(user))
        .isEqualTo(json("{'%s':{'badge':7}}".formatted(URN)));
    assertThat(Projection.of(TYPE, null, URN + ":zones," + URN + ":serial").apply(user).path(URN))
        .isEqualTo(json("{'badge':7,'remote':true}"));
  }

  @Test
  void theServiceDescribesThem() {
    Discovery discovery =
        new Discovery("https://scim.example/scim/v2", List.of(TYPE, ResourceType.GROUP));
    ObjectNode schema = discovery.schema(URN).orElseThrow();
    assertThat(schema.path("name").asText()).isEqualTo("Acme person");
    JsonNode badge = schema.path("attributes").get(0);
    assertThat(badge.path("type").asText()).isEqualTo("integer");
    assertThat(badge.path("required").asBoolean()).isTrue();
    assertThat(schema.path("attributes").get(4).path("multiValued").asBoolean()).isTrue();
    assertThat(schema.path("attributes").get(5).path("caseExact").asBoolean()).isTrue();

    JsonNode extensions = discovery.resourceType("User").orElseThrow().path("schemaExtensions");
    assertThat(extensions).hasSize(2);
    assertThat(extensions.get(1)).isEqualTo(json("{'schema':'%s','required':true}".formatted(URN)));
    assertThat(new Discovery("https://scim.example/scim/v2").schema(URN))
        .isEqualTo(Optional.empty());
  }

  @Test
  void anExtensionThatNobodyDeclaredIsKeptAsItCame() {
    User user =
        create(
                "{'userName':'ada','%s':{'badge':7},'urn:other:thing':{'n':'07','deep':{'x':[1]}}}"
                    .formatted(URN))
            .value();
    assertThat(UserCodec.toJson(user).path("urn:other:thing"))
        .isEqualTo(json("{'n':'07','deep':{'x':[1]}}"));
  }

  @Test
  void aStrictDirectoryRefusesWhatTheExtensionDoesNotHave() {
    JsonNode body = json("{'userName':'ada','%s':{'badge':7,'colour':'red'}}".formatted(URN));
    refused(ScimType.INVALID_SYNTAX, () -> UserCodec.create(body, TYPE, Tolerance.STRICT));
    Set<Deviation> seen = UserCodec.create(body, TYPE, Tolerance.LENIENT).deviations();
    assertThat(seen).contains(Deviation.UNKNOWN_ATTRIBUTE);
  }

  private static Reading<User> create(String text) {
    return UserCodec.create(json(text), TYPE, Tolerance.LENIENT);
  }

  private static JsonNode extension(User user) {
    return UserCodec.toJson(user).path(URN);
  }

  private static JsonNode patched(String operation) {
    Patch patch = Patch.parse(TYPE, ID, operations(operation), Tolerance.LENIENT);
    return extension(UserPatch.apply(patch, create(ADA).value()).user());
  }

  private static boolean matches(String filter) {
    return Filter.parse(TYPE, filter).matches(UserCodec.toJson(create(ADA).value()));
  }
}
