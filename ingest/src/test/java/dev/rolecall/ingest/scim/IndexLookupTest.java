package dev.rolecall.ingest.scim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which filters an index answers. */
class IndexLookupTest {

  @ParameterizedTest
  @CsvSource({
    "id eq \"x\",ID,true",
    "externalId eq x,EXTERNAL_ID,true",
    "USERNAME eq \"x\",USER_NAME,false",
    "emails eq \"x\",EMAIL,false",
    "emails.value eq \"x\",EMAIL,false",
    "displayName eq \"x\",DISPLAY_NAME,false"
  })
  void oneComparisonIsALookupWithNothingRemaining(
      String filter, IndexLookup.Key key, boolean caseExact) {
    assertThat(lookup(filter)).contains(new IndexLookup(key, "x", caseExact, Optional.empty()));
  }

  @Test
  void aValuePathIsALookupThatRemainsToBeChecked() {
    Filter filter = Filter.parse(ResourceType.USER, "emails[type eq \"work\"].value eq \"x\"");
    assertThat(IndexLookup.of(filter))
        .contains(new IndexLookup(IndexLookup.Key.EMAIL, "x", false, Optional.of(filter)));
  }

  @Test
  void ofSeveralTheMostSelectiveIsTakenAndTheOthersRemain() {
    assertThat(lookup("active eq true and displayName eq \"d\" and id eq \"x\""))
        .contains(
            new IndexLookup(
                IndexLookup.Key.ID,
                "x",
                true,
                Optional.of(
                    Filter.parse(ResourceType.USER, "active eq true and displayName eq \"d\""))));
    assertThat(lookup("id eq \"x\" and manager eq \"m\""))
        .contains(
            new IndexLookup(
                IndexLookup.Key.ID,
                "x",
                true,
                Optional.of(Filter.parse(ResourceType.USER, "manager eq \"m\""))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "userName sw \"x\"",
        "userName pr",
        "not (id eq \"x\")",
        "id eq \"x\" or id eq \"y\"",
        "id eq null",
        "phoneNumbers[value eq \"x\"]",
        "emails[not (value eq \"x\")]",
        "emails[value eq \"x\" or type eq \"y\"]",
        "urn:example:a:id eq \"x\""
      })
  void whatAnIndexCannotAnswerIsNoLookup(String filter) {
    assertThat(lookup(filter)).isEmpty();
  }

  @Test
  void groupsAreFoundByName() {
    assertThat(IndexLookup.of(Filter.parse(ResourceType.GROUP, "displayName eq \"G\"")))
        .contains(new IndexLookup(IndexLookup.Key.DISPLAY_NAME, "G", false, Optional.empty()));
  }

  private static Optional<IndexLookup> lookup(String filter) {
    return IndexLookup.of(Filter.parse(ResourceType.USER, filter));
  }
}
