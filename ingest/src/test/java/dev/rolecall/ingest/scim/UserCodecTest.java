package dev.rolecall.ingest.scim;

import static dev.rolecall.ingest.scim.Texts.json;
import static dev.rolecall.ingest.scim.Texts.refused;
import static dev.rolecall.ingest.scim.Texts.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.schemas.avro.User;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Users in and out of our contract. */
class UserCodecTest {

  private static final String EVERYTHING =
      """
      {'userName':'u','externalId':'e','active':false,
       'name':{'formatted':'f','familyName':'fa','givenName':'g','middleName':'m','honorificPrefix':'p','honorificSuffix':'s'},
       'displayName':'d','nickName':'n','profileUrl':'https://p','title':'t','userType':'ut','preferredLanguage':'en','locale':'en-GB','timezone':'Europe/London',
       'emails':[{'value':'a@x','display':'A','type':'work','primary':true}],'phoneNumbers':[{'value':'tel:1','type':'work'}],
       'ims':[{'value':'i'}],'photos':[{'value':'https://p/1','type':'photo'}],'entitlements':[{'value':'en'}],'roles':[{'value':'r','display':'R'}],
       'x509Certificates':[{'value':'MIIB'}],
       'addresses':[{'formatted':'f','streetAddress':'s','locality':'l','region':'r','postalCode':'p','country':'GB','type':'work','primary':true}],
       'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':{'employeeNumber':'1','costCenter':'c','organization':'o','division':'di','department':'de',
         'manager':{'value':'m1','displayName':'M'}},
       'urn:example:badge':{'number':7,'zones':[{'b':1.5,'a':null}]}}
      """;

  @Test
  void everyAttributeSurvivesTheWayThereAndBack() {
    assertThat(UserCodec.toJson(user(EVERYTHING))).isEqualTo(json(EVERYTHING));
  }

  @Test
  void attributeNamesAreReadInAnyCase() {
    assertThat(user("{'USERNAME':'u','Emails':[{'Value':'a@x','TYPE':'work'}]}"))
        .isEqualTo(user("{'userName':'u','emails':[{'value':'a@x','type':'work'}]}"));
  }

  @Test
  void aUserNeedsAUserName() {
    refused(ScimType.INVALID_VALUE, () -> user("{'displayName':'d'}"));
    refused(ScimType.INVALID_VALUE, () -> user("{'userName':null}"));
    refused(ScimType.INVALID_VALUE, () -> user("{'userName':''}"));
    refused(ScimType.INVALID_SYNTAX, () -> user("[]"));
  }

  @Test
  void aUserIsActiveUnlessTheClientSaysOtherwise() {
    assertThat(user("{'userName':'u'}").getActive()).isTrue();
    assertThat(user("{'userName':'u','active':false}").getActive()).isFalse();
  }

  @Test
  void ofTwoPrimariesTheLastWins() {
    Reading<User> reading =
        UserCodec.create(
            json(
                "{'userName':'u','emails':[{'value':'a','primary':true},{'value':'b','primary':true}]}"),
            Tolerance.LENIENT);
    assertThat(UserCodec.toJson(reading.value()).path("emails"))
        .isEqualTo(json("[{'value':'a'},{'value':'b','primary':true}]"));
    assertThat(reading.deviations()).contains(Deviation.SEVERAL_PRIMARIES);
  }

  @Test
  void anElementWithoutValueIsDropped() {
    Reading<User> reading =
        UserCodec.create(
            json(
                "{'userName':'u','emails':[{'type':'work'}],'addresses':[{'type':'work','primary':false}]}"),
            Tolerance.LENIENT);
    assertThat(UserCodec.toJson(reading.value())).isEqualTo(json("{'userName':'u','active':true}"));
    assertThat(reading.deviations()).contains(Deviation.ELEMENT_WITHOUT_VALUE);
  }

  @Test
  void aSingleObjectWhereAListIsDueIsOneElement() {
    assertThat(user("{'userName':'u','emails':{'value':'a@x'}}").getEmails()).hasSize(1);
  }

  @Test
  void unknownAttributesAreIgnoredUnlessTheClientIsHeldToTheRfc() {
    ObjectNode body = (ObjectNode) json("{'userName':'u','shoeSize':7,'name':{'nick':'x'}}");
    assertThat(UserCodec.create(body, Tolerance.LENIENT).deviations())
        .contains(Deviation.UNKNOWN_ATTRIBUTE);
    refused(ScimType.INVALID_SYNTAX, () -> UserCodec.create(body, Tolerance.STRICT));
  }

  @Test
  void aForeignExtensionIsKeptAsCanonicalJson() {
    assertThat(
            user("{'userName':'u','urn:example:badge':{'b':1.0,'a':{'d':'é\\n','c':[1e21,1e-7,0.1]}}}")
                .getExtensions())
        .containsEntry(
            "urn:example:badge", "{\"a\":{\"c\":[1e+21,1e-7,0.1],\"d\":\"é\\n\"},\"b\":1}");
  }

  @Test
  void canonicalNumbersAreThoseOfEcmaScript() {
    assertThat(
            CanonicalJson.write(
                json(
                    "[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001,-0.0,123456789012345680000.0,9007199254740993]")))
        .isEqualTo(
            "[333333333.3333333,1e+30,4.5,0.002,1e-27,0,123456789012345680000,9007199254740993]");
  }

  @Test
  void aUserHasLimits() {
    String photo = "{'value':'" + "x".repeat(60_000) + "%d'}";
    String photos =
        String.join(
            ",",
            photo.formatted(1),
            photo.formatted(2),
            photo.formatted(3),
            photo.formatted(4),
            photo.formatted(5));
    tooLarge("{'userName':'u','photos':[" + photos + "]}");
    tooLarge("{'userName':'u','emails':[" + "{'value':'a'},".repeat(200) + "{'value':'b'}]}");
    StringBuilder extensions = new StringBuilder("{'userName':'u'");
    for (int i = 0; i < 17; i++) {
      extensions.append(",'urn:example:x").append(i).append("':{'a':1}");
    }
    tooLarge(extensions + "}");
  }

  @Test
  void halfOfACharacterIsRefused() {
    refused(ScimType.INVALID_VALUE, () -> user("{'userName':'a\\ud800'}"));
    refused(
        ScimType.INVALID_VALUE,
        () -> user("{'userName':'u','urn:example:badge':{'a':'\\udc00b'}}"));
    assertThat(user("{'userName':'\\ud83d\\ude00'}").getUserName()).isEqualTo("😀");
  }

  @Test
  void nothingPersonalShowsInTextOfAReading() {
    assertThat(UserCodec.create(json("{'userName':'secret'}"), Tolerance.LENIENT).toString())
        .doesNotContain("secret");
  }

  private static void tooLarge(String body) {
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> user(body)))
        .asInstanceOf(InstanceOfAssertFactories.type(ScimException.class))
        .returns(413, refusal -> refusal.error().status());
  }
}
