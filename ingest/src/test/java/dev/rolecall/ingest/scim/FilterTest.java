package dev.rolecall.ingest.scim;

import static dev.rolecall.ingest.scim.Texts.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.schemas.avro.UserState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which users a filter finds. */
class FilterTest {

  private static final ObjectNode ADA =
      new Rendering("https://h/scim/v2")
          .user(
              new UserState(
                  Texts.ID,
                  7L,
                  Instant.parse("2026-03-01T10:00:00Z"),
                  Instant.parse("2026-03-02T10:00:00Z"),
                  Texts.user(Texts.ADA)),
              List.of(new Rendering.Link("g1", "Platform")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "userName eq 'ada@example.com'",
        "USERNAME EQ 'ADA@EXAMPLE.COM'",
        "urn:ietf:params:scim:schemas:core:2.0:User:userName sw 'ada'",
        "externalId eq 'EXT-1'",
        "externalId eq EXT-1",
        "id eq '2819c223-7f76-453a-919d-413861904646'",
        "name.familyName co 'LOVE'",
        "name.givenName ew 'da'",
        "userName   eq   'ada@example.com'",
        "title pr",
        "emails pr",
        "not (nickName pr)",
        "title ne 'Countess'",
        "nickName ne 'x'",
        "nickName eq null",
        "title ne null",
        "title gt 'anal'",
        "title ge 'analyst' and title le 'ANALYST'",
        "title lt 'b'",
        "active eq true",
        "active eq 'True'",
        "active eq True",
        "active ne 'False'",
        "emails eq 'ada@home.example'",
        "emails co 'example.com'",
        "emails.value sw 'ada@h'",
        "emails.type eq 'work'",
        "emails ne 'ada@home.example'",
        "emails[type eq 'work' and value co '@example.com']",
        "emails[type eq 'work'].value eq 'ada@example.com'",
        "emails[type eq 'work'].display eq null",
        "emails[not (type eq 'work')].value eq 'ada@home.example'",
        "emails[primary eq 'True'].value eq 'ada@example.com'",
        "emails[type eq \\'home\\' or primary eq true]",
        "manager eq 'm1'",
        "manager.value eq m1",
        "department eq 'engines'",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq 'Engines'",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value eq 'm1'",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager eq 'm1'",
        "id eq '2819c223-7f76-453a-919d-413861904646' and manager eq 'm1'",
        "schemas eq 'urn:ietf:params:scim:schemas:core:2.0:User'",
        "schemas[value co 'enterprise']",
        "groups eq 'g1'",
        "groups[display eq 'platform']",
        "roles eq 'reader'",
        "meta.resourceType eq 'User'",
        "meta.created eq '2026-03-01T11:00:00+01:00'",
        "meta.lastModified gt '2026-03-02T09:59:59.999Z'",
        "meta.lastModified ge '2026-03-02T10:00:00'",
        "meta.created sw '2026-03'",
        "title eq 'x' or title eq 'Analyst'",
        "title eq 'x' and title eq 'y' or userName pr",
        "title eq 'Analyst' and (userName eq 'x' or userName pr)",
        "not (title eq 'x') and not(title eq 'y')",
        "((((userName pr))))",
        "title eq '\\u0041nalyst'",
        "urn:example:badge:number eq null"
      })
  void finds(String filter) {
    assertThat(matches(filter)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "userName eq 'b@example.com'",
        "externalId eq 'ext-1'",
        "externalId co 'ext'",
        "id eq '2819C223-7F76-453A-919D-413861904646'",
        "nickName pr",
        "nickName eq ''",
        "nickName gt ''",
        "title eq null",
        "active eq false",
        "active ne true",
        "emails eq 'other@example.com'",
        "emails[type eq 'home' and value eq 'ada@example.com']",
        "emails[type eq 'home'].value eq 'ada@example.com'",
        "emails[type eq 'home'].primary eq true",
        "emails[display pr]",
        "manager eq 'M1'",
        "meta.created lt '2026-03-01T10:00:00Z'",
        "meta.created eq '2026-03-01T10:00:00+01:00'",
        "not (userName pr)",
        "title eq 'x' or title eq 'y' and userName pr",
        "(title eq 'Analyst' or userName pr) and nickName pr",
        "urn:example:badge:number eq '7'"
      })
  void doesNotFind(String filter) {
    assertThat(matches(filter)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "userName",
        "userName eq",
        "userName is 'x'",
        "userName eq 'x",
        "userName eq 'x' and",
        "userName eq 'x' 'y'",
        "and userName pr",
        "(userName pr",
        "userName pr)",
        "not userName pr",
        "eq 'x'",
        "shoeSize eq '7'",
        "name.shoeSize eq 'x'",
        "name eq 'Ada'",
        "active gt true",
        "active co 'tr'",
        "active eq 'maybe'",
        "x509Certificates gt 'x'",
        "title gt null",
        "meta.created gt 'yesterday'",
        "emails[type eq 'work'",
        "emails[]",
        "emails[emails[type eq 'x']]",
        "emails.value[type eq 'x']",
        "emails[type eq 'work']. eq 'x'",
        "emails[type eq 'work'].shoe eq 'x'",
        "userName eq '\\x'",
        "userName eq '\\u12'",
        "userName eq '\\ud800'",
        "userName eq '\\"
      })
  void isRefused(String filter) {
    refused(ScimType.INVALID_FILTER, () -> matches(filter));
  }

  @ParameterizedTest
  @ValueSource(strings = {"password eq 'x'", "password pr", "userName pr and password sw 'a'"})
  void whatIsSecretIsNeverSearchedFor(String filter) {
    refused(ScimType.SENSITIVE, () -> matches(filter));
  }

  @ParameterizedTest
  @CsvSource({
    "externalId eq EXT-1, UNQUOTED_VALUE",
    "meta.created gt 2020-01-01T00:00:00Z, UNQUOTED_VALUE",
    "active eq True, STRING_BOOLEAN",
    "active eq \"true\", STRING_BOOLEAN",
    "department eq \"x\", UNQUALIFIED_EXTENSION",
    "urn:scim:schemas:extension:enterprise:1.0:department eq \"x\", SCHEMA_ALIAS",
    "emails[type eq \"work\"].value eq \"x\", PATH_IN_FILTER"
  })
  void aLibertyOfAFilterIsNoted(String filter, Deviation deviation) {
    assertThat(Filter.read(ResourceType.USER, filter).deviations()).containsExactly(deviation);
  }

  @Test
  void aFilterByTheBookHasNoDeviation() {
    for (String filter :
        new String[] {
          "active eq true",
          "userName eq \"x\" and not (emails[type eq \"work\" and primary eq true])",
          "meta.created gt \"2020-01-01T00:00:00Z\" or title eq null",
          "URN:IETF:params:scim:schemas:extension:enterprise:2.0:User:department pr"
        }) {
      assertThat(Filter.read(ResourceType.USER, filter).deviations()).as(filter).isEmpty();
    }
  }

  @Test
  void withoutASchemaTheLiteralSaysWhatIsCompared() {
    ObjectNode badge =
        (ObjectNode) Texts.json("{'urn:x:y:badge':{'level':10,'new':true,'name':'A'}}");
    assertThat(onBadge("level gt 9", badge)).isTrue();
    assertThat(onBadge("level lt 9", badge)).isFalse();
    assertThat(onBadge("new eq true", badge)).isTrue();
    assertThat(onBadge("name eq 'a'", badge)).isTrue();
    assertThat(onBadge("name gt 3", badge)).isFalse();
    refused(ScimType.INVALID_FILTER, () -> onBadge("new gt true", badge));
    refused(ScimType.INVALID_FILTER, () -> onBadge("level co 1", badge));
  }

  private static boolean onBadge(String filter, ObjectNode badge) {
    return Filter.parse(ResourceType.USER, "urn:x:y:badge:" + filter.replace('\'', '"'))
        .matches(badge);
  }

  @Test
  void aQuotationMarkInAValueIsEscaped() {
    Filter filter = Filter.parse(ResourceType.USER, "userName eq \"O\\\"B\\\\\\/\\n\"");
    assertThat(filter)
        .isInstanceOfSatisfying(
            Filter.Compare.class,
            compare ->
                assertThat(compare.literal()).isEqualTo(new Filter.Literal.Text("O\"B\\/\n")));
  }

  @Test
  void aValueNeverShowsInTextOfAFilterOrItsTranslation() {
    Filter filter =
        Filter.parse(ResourceType.USER, "emails[value eq \"secret\"] and userName eq \"secret\"");
    assertThat(filter.toString()).doesNotContain("secret");
    assertThat(Translation.of(ResourceType.USER, filter).toString()).doesNotContain("secret");
  }

  @Test
  void nestingAndLengthAndTermsAreLimited() {
    assertThat(matches("(".repeat(32) + "userName pr" + ")".repeat(32))).isTrue();
    refused(
        ScimType.INVALID_FILTER, () -> matches("(".repeat(33) + "userName pr" + ")".repeat(33)));
    refused(
        ScimType.INVALID_FILTER,
        () -> matches("not (".repeat(1_000) + "userName pr" + ")".repeat(1_000)));
    refused(ScimType.INVALID_FILTER, () -> matches("(".repeat(8_000)));
    refused(ScimType.INVALID_FILTER, () -> matches("title eq 'x' or ".repeat(128) + "title pr"));
    refused(ScimType.INVALID_FILTER, () -> matches("title eq '" + "x".repeat(8_192) + "'"));
    assertThat(matches("title eq 'x' or ".repeat(127) + "title pr")).isTrue();
  }

  private static boolean matches(String filter) {
    return Filter.parse(ResourceType.USER, filter.replace("\\'", "'").replace('\'', '"'))
        .matches(ADA);
  }
}
