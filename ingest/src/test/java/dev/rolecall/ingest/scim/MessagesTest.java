package dev.rolecall.ingest.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Search and bulk requests as bodies. */
class MessagesTest {

  private static final String SEARCH =
      "'schemas':['urn:ietf:params:scim:api:messages:2.0:SearchRequest']";

  @Test
  void aSearchBecomesTheParametersOfAQuery() {
    Reading<Map<String, String>> read =
        SearchRequest.read(
            json(
                "{%s,'attributes':['userName','name.givenName'],'excludedAttributes':['emails'],"
                    + "'filter':'active eq true','sortBy':'userName','sortOrder':'descending',"
                    + "'startIndex':11,'count':10,'cursor':''}"));
    assertThat(read.deviations()).isEmpty();
    assertThat(read.value())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "attributes", "userName,name.givenName",
                "excludedAttributes", "emails",
                "filter", "active eq true",
                "sortBy", "userName",
                "sortOrder", "descending",
                "startIndex", "11",
                "count", "10",
                "cursor", ""));
    assertThat(SearchRequest.read(json("{%s,'filter':null,'attributes':[]}")).value()).isEmpty();
  }

  @Test
  void whatASearchIsForgivenIsTold() {
    Reading<Map<String, String>> read =
        SearchRequest.read(json("{%s,'attributes':'userName','StartIndex':'3'}"));
    assertThat(read.value())
        .containsExactlyInAnyOrderEntriesOf(Map.of("attributes", "userName", "startIndex", "3"));
    assertThat(read.deviations())
        .containsExactlyInAnyOrder(
            Deviation.SINGLE_FOR_LIST, Deviation.STRING_NUMBER, Deviation.MESSAGE);
    assertThat(SearchRequest.read(json("{}")).deviations()).containsExactly(Deviation.MESSAGE);
  }

  @Test
  void aPartOfASearchHasItsType() {
    for (String wrong :
        List.of(
            "[]",
            "7",
            "{'filter':7}",
            "{'count':1.5}",
            "{'count':true}",
            "{'startIndex':{}}",
            "{'attributes':[7]}",
            "{'attributes':{}}",
            "{'sortBy':['userName']}",
            "{'cursor':1}",
            "{'count':1,'Count':2}")) {
      assertThatThrownBy(() -> SearchRequest.read(json(wrong)))
          .as(wrong)
          .isInstanceOf(ScimException.class);
    }
  }

  @Test
  void failOnErrorsIsANumberFromOne() {
    String operations = "'Operations':[{'method':'DELETE','path':'/Users/1'}]";
    assertThat(bulk("{" + operations + "}").failOnErrors()).isEqualTo(Integer.MAX_VALUE);
    assertThat(bulk("{'failOnErrors':1," + operations + "}").failOnErrors()).isEqualTo(1);
    assertThat(bulk("{'failOnErrors':'2'," + operations + "}").failOnErrors()).isEqualTo(2);
    assertThat(bulk("{'failOnErrors':99999999999999999999," + operations + "}").failOnErrors())
        .isEqualTo(Integer.MAX_VALUE);
    for (String wrong : List.of("0", "-1", "1.5", "'x'", "[]")) {
      assertThatThrownBy(() -> bulk("{'failOnErrors':" + wrong + "," + operations + "}"))
          .as(wrong)
          .isInstanceOf(ScimException.class);
    }
  }

  @Test
  void anOperationSaysNothingOfItselfInALog() {
    String secret = "{'Operations':[{'method':'DELETE','path':'/Users/ada@acme.example'}]}";
    assertThat(bulk(secret).toString()).doesNotContain("ada");
  }

  @Test
  void referencesStandWhereIdsDo() {
    JsonNode data =
        json(
            "{'userName':'bulkId:no','displayName':'see bulkId:no','members':[{'value':'bulkId:a',"
                + "'$ref':'https://x.example/v2/Users/bulkId:b','display':'bulkId:no'}],"
                + "'manager':'bulkId:c','urn:x:User:manager':{'value':'bulkId:d'},"
                + "'Operations':[{'op':'add','path':'members[value eq \\'bulkId:e\\']'}]}");
    assertThat(BulkReferences.in(data)).containsExactlyInAnyOrder("a", "b", "c", "d", "e");
    assertThat(BulkReferences.in("/Groups/bulkId:g")).containsExactly("g");
    JsonNode resolved = BulkReferences.resolve(data, id -> "<" + id + ">");
    assertThat(resolved.at("/members/0/value").asText()).isEqualTo("<a>");
    assertThat(resolved.at("/members/0/$ref").asText()).isEqualTo("https://x.example/v2/Users/<b>");
    assertThat(resolved.at("/Operations/0/path").asText()).isEqualTo("members[value eq \"<e>\"]");
    assertThat(resolved.path("userName").asText()).isEqualTo("bulkId:no");
    assertThat(data.at("/members/0/value").asText()).isEqualTo("bulkId:a");
  }

  @Test
  void whatCannotBeResolvedYetIsLeftForLater() {
    ObjectNode data =
        (ObjectNode)
            json(
                "{'displayName':'G','members':[{'value':'bulkId:a'},{'value':'u1'}],"
                    + "'manager':{'value':'bulkId:b'},'title':'T'}");
    BulkReferences.Split split = BulkReferences.split(data, Set.of("a", "b")::contains);
    assertThat(split.now())
        .isEqualTo(json("{'displayName':'G','members':[{'value':'u1'}],'title':'T'}"));
    assertThat(split.later())
        .isEqualTo(json("{'members':[{'value':'bulkId:a'}],'manager':{'value':'bulkId:b'}}"));
    assertThat(BulkReferences.split(data, id -> false).later()).isEmpty();
  }

  @Test
  void strictnessHasAnAnswerToEachDeviationThatBreaksTheRfcs() {
    assertThat(
            Arrays.stream(Deviation.values())
                .filter(each -> Strictness.refusal(Set.of(each)).isEmpty()))
        .containsExactlyInAnyOrder(
            Deviation.MEDIA_TYPE,
            Deviation.UNMATCHED_REMOVE,
            Deviation.UNTIDY_ADDRESS,
            Deviation.UNKNOWN_PARAMETER);
  }

  private static BulkRequest bulk(String text) {
    return BulkRequest.read(json(text)).value();
  }

  private static JsonNode json(String text) {
    return ScimJson.read(
        text.replace("\\'", "\\\"").replace('\'', '"').replace("%s", SEARCH.replace('\'', '"')));
  }
}
