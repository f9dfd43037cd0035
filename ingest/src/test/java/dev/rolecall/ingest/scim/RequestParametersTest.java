package dev.rolecall.ingest.scim;

import static dev.rolecall.ingest.scim.Texts.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paging and conditional requests at their edges. */
class RequestParametersTest {

  @ParameterizedTest
  @CsvSource({
    ",,1,100",
    "1,100,1,100",
    "0,2,1,2",
    "-5,-1,1,0",
    "3,0,3,0",
    "'',' ',1,100",
    "99999999999,99999999999,2147483647,200",
    "+2,1,2,1"
  })
  void pagingIsBroughtIntoItsBounds(
      @Nullable String startIndex, @Nullable String count, int expectedStart, int expectedCount) {
    assertThat(Paging.of(startIndex, count, null))
        .isEqualTo(new Paging.ByIndex(expectedStart, expectedCount));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "1.5", "1e3", "9999999999999999999", "--1"})
  void pagingThatIsNoNumberIsRefused(String number) {
    refused(ScimType.INVALID_VALUE, () -> Paging.of(number, null, null));
    refused(ScimType.INVALID_VALUE, () -> Paging.of(null, number, null));
  }

  @Test
  void whoSendsACursorEvenAnEmptyOneWantsCursors() {
    assertThat(Paging.of("7", "-3", "")).isEqualTo(new Paging.ByCursor(Optional.empty(), 0));
    assertThat(Paging.of(null, "999", "c")).isEqualTo(new Paging.ByCursor(Optional.of("c"), 200));
    refused(ScimType.INVALID_COUNT, () -> Paging.of(null, "x", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"W/\"7\"", "\"7\"", "7", "w/\"7\"", "*", " * ", "\"6\", W/\"7\"", "\"6\",\"7\""})
  void aConditionMatchesTheVersionItNames(String header) {
    assertThat(Condition.parse(header).matches(ETag.ofUser(7))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"W/\"6\"", "\"7.1\"", "\"\"", "\"x\", \"y\""})
  void aConditionMatchesNoOtherVersion(String header) {
    assertThat(Condition.parse(header).matches(ETag.ofUser(7))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"7", "7 8", "\"7\" \"8\"", ",", "W/"})
  void aConditionThatIsNoneIsRefused(String header) {
    refused(ScimType.INVALID_SYNTAX, () -> Condition.parse(header));
  }

  @Test
  void aGroupHasTwoVersionsInOneTag() {
    assertThat(ETag.ofGroup(3, 12).header()).isEqualTo("W/\"3.12\"");
    assertThat(Condition.parse("W/\"3.12\"").matches(ETag.ofGroup(3, 12))).isTrue();
    assertThat(Condition.parse("W/\"3.12\"").matches(ETag.ofGroup(3, 13))).isFalse();
  }
}
