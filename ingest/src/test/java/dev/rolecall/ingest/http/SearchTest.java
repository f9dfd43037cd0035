package dev.rolecall.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists over HTTP: filters, orders, pages. */
class SearchTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private RunningIngest ingest;

  /** userName without its domain, to id. */
  private final Map<String, String> ids = new HashMap<>();

  @BeforeEach
  void start() throws Exception {
    ingest = new RunningIngest();
  }

  @AfterEach
  void stop() {
    ingest.close();
  }

  @Test
  void placesOutOfRangeAreMovedIntoIt() throws Exception {
    users("a", "b", "c");
    for (String paging : List.of("startIndex=0", "startIndex=-7", "startIndex=1&count=999", "")) {
      JsonNode list = list("/Users?" + paging);
      assertThat(names(list)).containsExactly("a", "b", "c");
      assertThat(list.path("startIndex").intValue()).isEqualTo(1);
      assertThat(list.path("itemsPerPage").intValue()).isEqualTo(3);
    }
    for (String paging : List.of("count=0", "count=-1", "startIndex=9", "cursor=&count=0")) {
      JsonNode list = list("/Users?" + paging);
      assertThat(list.path("Resources")).isEmpty();
      assertThat(list.path("totalResults").intValue()).isEqualTo(3);
      assertThat(list.path("itemsPerPage").intValue()).isZero();
      assertThat(list.has("nextCursor")).isFalse();
    }
    assertThat(names(list("/Users?startIndex=2&count=1"))).containsExactly("b");
  }

  @Test
  void whatIsUnassignedComesLastAndDescendingFirst() throws Exception {
    user("a", "'title':'b'");
    user("b", "'nickName':'x'");
    user("c", "'title':'A','nickName':'Y'");
    assertThat(names(list("/Users?sortBy=title"))).containsExactly("c", "a", "b");
    assertThat(names(list("/Users?sortBy=title&sortOrder=descending")))
        .containsExactly("b", "a", "c");
    assertThat(names(list("/Users?sortBy=nickName"))).containsExactly("b", "c", "a");
    assertThat(names(list("/Users?sortBy=userName&sortOrder=Descending")))
        .containsExactly("c", "b", "a");
  }

  @Test
  void ofSeveralValuesThePrimaryOneIsSortedByOrElseTheFirst() throws Exception {
    user("a", "'emails':[{'value':'c@x'},{'value':'a@x','primary':true}]");
    user("b", "'emails':[{'value':'b@x'},{'value':'z@x'}]");
    user("c", "'phoneNumbers':[{'value':'1'},{'value':'3','primary':true}]");
    user("d", "'phoneNumbers':[{'value':'2'},{'value':'0'}]");
    assertThat(names(list("/Users?sortBy=emails"))).startsWith("a", "b");
    assertThat(names(list("/Users?sortBy=emails.value"))).startsWith("a", "b");
    assertThat(names(list("/Users?sortBy=phoneNumbers.value"))).startsWith("d", "c");
  }

  @ParameterizedTest
  @CsvSource({
    "sortBy=shoeSize, invalidPath",
    "sortBy=name, invalidPath",
    "sortBy=password, invalidPath",
    "sortBy=title&sortOrder=sideways, invalidValue",
    "startIndex=x, invalidValue",
    "cursor=&count=x, invalidCount",
    "cursor=forged, invalidCursor",
    "filter=userName%20co%20%22x%22%20and%20nickName%20pr&startIndex=100002, tooMany"
  })
  void whatCannotBeListedIsRefused(String query, String scimType) throws Exception {
    HttpResponse<String> response = ingest.scim("GET", "/Users?" + query, "");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(JSON.readTree(response.body()).path("scimType").asText()).isEqualTo(scimType);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "&sortBy=userName",
        "&sortBy=userName&sortOrder=descending",
        "&sortBy=title",
        "&sortBy=nickName",
        "&sortBy=nickName&sortOrder=descending",
        "&filter=title%20pr%20or%20nickName%20pr%20or%20userName%20pr"
      })
  void aWalkByCursorMeetsEverybodyWhoIsThereAllTheTimeOnce(String query) throws Exception {
    for (int i = 0; i < 30; i++) {
      user(
          "p%02d".formatted(i), i % 3 == 0 ? "" : "'title':'t%d','nickName':'n%d'".formatted(i, i));
    }
    Set<String> stays = new HashSet<>(ids.keySet());
    List<String> met = new ArrayList<>();
    String cursor = "";
    int page = 0;
    while (true) {
      JsonNode list = list("/Users?count=4&cursor=" + cursor + query);
      met.addAll(names(list));
      if (!list.has("nextCursor")) {
        break;
      }
      assertThat(list.has("startIndex")).isFalse();
      assertThat(list.path("itemsPerPage").intValue()).isEqualTo(4);
      cursor = list.path("nextCursor").asText();
      // Also who stands at the cursor goes.
      for (String gone : List.of(met.getLast(), "p%02d".formatted((page * 11 + 5) % 30))) {
        if (stays.remove(gone)) {
          ingest.scim("DELETE", "/Users/" + ids.get(gone), "");
        }
      }
      ids.remove(user("new%d".formatted(page++), "'title':'t5','nickName':'n5'"));
    }
    assertThat(met).doesNotHaveDuplicates().containsAll(stays);
    assertThat(stays).hasSizeGreaterThan(10);
  }

  @Test
  void theLastPageHasNoCursorAlsoWhenItIsFull() throws Exception {
    users("a", "b", "c", "d");
    JsonNode first = list("/Users?cursor&count=2");
    JsonNode last = list("/Users?cursor=" + first.path("nextCursor").asText() + "&count=2");
    assertThat(names(last)).containsExactly("c", "d");
    assertThat(last.has("nextCursor")).isFalse();
    assertThat(last.path("totalResults").intValue()).isEqualTo(4);
  }

  @Test
  void aCursorIsOfNoUseElsewhere() throws Exception {
    users("a", "b", "c");
    String cursor = list("/Users?cursor=&count=1").path("nextCursor").asText();
    assertThat(names(list("/Users?count=2&attributes=userName&cursor=" + cursor)))
        .containsExactly("b", "c");
    for (String path :
        List.of(
            "/Groups?cursor=" + cursor,
            "/Users?sortBy=title&cursor=" + cursor,
            "/Users?filter=userName%20pr&cursor=" + cursor)) {
      assertThat(ingest.scim("GET", path, "").body()).contains("invalidCursor");
    }
    HttpResponse<String> other =
        ingest.send(
            "GET",
            "/scim/v2/Users?cursor=" + cursor,
            Map.of("Authorization", "Bearer " + RunningIngest.OTHER_TOKEN),
            "");
    assertThat(other.statusCode()).isEqualTo(400);
    assertThat(other.body()).contains("invalidCursor");
  }

  @Test
  void theDisplayNameOfAUserIsNotItsUserName() throws Exception {
    user("a", "'displayName':'Ada'");
    user("ada", "'displayName':'Other'");
    assertThat(names(filtered("/Users", "displayName eq \"ADA\""))).containsExactly("a");
  }

  @Test
  void membershipsAreFilteredWithoutAnythingBesideThem() throws Exception {
    users("a", "b");
    String platform = group("Platform", "a", "b");
    String ops = group("Ops", "a");
    String empty = group("Empty");
    String a = ids.get("a");
    assertThat(idsOf(filtered("/Groups", "members eq \"" + a + "\"")))
        .containsExactly(platform, ops);
    assertThat(idsOf(filtered("/Groups", "members[value eq \"" + a + "\" and type eq \"User\"]")))
        .containsExactly(platform, ops);
    assertThat(idsOf(filtered("/Groups", "not (members[value eq \"" + ids.get("b") + "\"])")))
        .containsExactly(ops, empty);
    assertThat(idsOf(filtered("/Groups", "not (members pr)"))).containsExactly(empty);
    assertThat(names(filtered("/Users", "groups.display sw \"PLAT\""))).containsExactly("a", "b");
    assertThat(names(filtered("/Users", "groups[type eq \"direct\" and value eq \"" + ops + "\"]")))
        .containsExactly("a");
    assertThat(names(filtered("/Users", "not (groups eq \"" + ops + "\")"))).containsExactly("b");
  }

  @Test
  void aListShowsWhatTheResourceItselfShows() throws Exception {
    user("a", "'title':'t','emails':[{'value':'a@x','type':'work'}]");
    String group = group("Platform", "a");
    String user = ids.get("a");
    for (String projection :
        List.of("", "?attributes=groups.value,members.value,emails", "?excludedAttributes=meta")) {
      assertThat(list("/Users" + projection).path("Resources").get(0))
          .isEqualTo(list("/Users/" + user + projection));
      assertThat(list("/Groups" + projection).path("Resources").get(0))
          .isEqualTo(list("/Groups/" + group + projection));
    }
  }

  @Test
  void aSearchOfEverythingShowsEachInItsOwnForm() throws Exception {
    user("b", "'title':'t','displayName':'b'");
    user("d", "'displayName':'D'");
    String a = group("A", "b");
    group("c");
    assertThat(texts(list("/?sortBy=displayName"), "displayName"))
        .containsExactly("A", "b", "c", "D");
    assertThat(texts(list("/?sortBy=displayName&sortOrder=descending"), "displayName"))
        .containsExactly("D", "c", "b", "A");
    assertThat(texts(filtered("/", "meta.resourceType eq \"Group\""), "displayName"))
        .containsExactly("A", "c");
    assertThat(names(filtered("/", "title eq \"T\""))).containsExactly("b");
    assertThat(idsOf(filtered("/", "not (userName pr) and members pr"))).containsExactly(a);
    assertThat(list("/?sortBy=displayName").path("Resources").get(0))
        .isEqualTo(list("/Groups/" + a));
    assertThat(list("/?sortBy=displayName").path("Resources").get(1))
        .isEqualTo(list("/Users/" + ids.get("b")));
  }

  @Test
  void aSearchInABodyPagesByCursorOverBothTypes() throws Exception {
    users("a", "b", "c");
    group("d");
    group("e");
    List<String> met = new ArrayList<>();
    String cursor = "";
    for (int pages = 0; pages < 3; pages++) {
      HttpResponse<String> response =
          ingest.scim(
              "POST",
              "/.search",
              """
              {"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
               "filter":"id pr","sortBy":"meta.created","count":2,"cursor":"%s"}
              """
                  .formatted(cursor));
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      JsonNode list = JSON.readTree(response.body());
      assertThat(list.path("totalResults").intValue()).isEqualTo(5);
      met.addAll(idsOf(list));
      cursor = list.path("nextCursor").asText();
    }
    assertThat(cursor).isEmpty();
    assertThat(met).hasSize(5).doesNotHaveDuplicates();
  }

  private JsonNode filtered(String path, String filter) throws Exception {
    return list(path + "?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8));
  }

  private JsonNode list(String path) throws Exception {
    HttpResponse<String> response = ingest.scim("GET", path, "");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  private void users(String... names) throws Exception {
    for (String name : names) {
      user(name, "");
    }
  }

  private String user(String name, String attributes) throws Exception {
    String body =
        "{'userName':'" + name + "'" + (attributes.isEmpty() ? "" : "," + attributes) + "}";
    HttpResponse<String> response = ingest.scim("POST", "/Users", body.replace('\'', '"'));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    ids.put(name, JSON.readTree(response.body()).path("id").asText());
    return name;
  }

  private String group(String name, String... members) throws Exception {
    var body = JSON.createObjectNode().put("displayName", name);
    var array = body.putArray("members");
    for (String member : members) {
      array.addObject().put("value", ids.get(member));
    }
    HttpResponse<String> response = ingest.scim("POST", "/Groups", body.toString());
    return JSON.readTree(response.body()).path("id").asText();
  }

  private static List<String> names(JsonNode list) {
    return texts(list, "userName");
  }

  private static List<String> idsOf(JsonNode list) {
    return texts(list, "id");
  }

  private static List<String> texts(JsonNode list, String attribute) {
    List<String> texts = new ArrayList<>();
    list.path("Resources").forEach(each -> texts.add(each.path(attribute).asText()));
    return texts;
  }
}
