package dev.rolecall.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.ingest.scim.Deviation;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is tolerated before a body is looked at is noted. */
class RequestDialectTest {

  private static final Optional<String> SCIM = Optional.of("application/scim+json; charset=utf-8");

  @Test
  void aRequestByTheBookHasNoDeviation() {
    assertThat(RequestDialect.of("/Users", Set.of("filter", "startIndex", "count"), false, SCIM))
        .isEmpty();
    assertThat(RequestDialect.of("/Users/1", Set.of("cursor", "sortBy"), true, SCIM)).isEmpty();
    assertThat(RequestDialect.of("/", Set.of(), false, Optional.empty())).isEmpty();
    assertThat(RequestDialect.ofCondition(Optional.of("W/\"7\""))).isEmpty();
    assertThat(RequestDialect.ofCondition(Optional.of(" * "))).isEmpty();
    assertThat(RequestDialect.ofCondition(Optional.empty())).isEmpty();
  }

  @Test
  void slashesTooManyAreNoted() {
    assertThat(RequestDialect.of("//Users", Set.of(), false, SCIM))
        .containsExactly(Deviation.UNTIDY_ADDRESS);
    assertThat(RequestDialect.of("/Users/", Set.of(), false, SCIM))
        .containsExactly(Deviation.UNTIDY_ADDRESS);
  }

  @Test
  void aParameterOfNobodyIsNoted() {
    assertThat(RequestDialect.of("/Users", Set.of("aadOptscim062020", "count"), false, SCIM))
        .containsExactly(Deviation.UNKNOWN_PARAMETER);
  }

  @Test
  void aBodyThatIsNotDeclaredAsScimIsNoted() {
    assertThat(RequestDialect.of("/Users", Set.of(), true, Optional.of("application/json")))
        .containsExactly(Deviation.MEDIA_TYPE);
    assertThat(RequestDialect.of("/Users", Set.of(), true, Optional.empty()))
        .containsExactly(Deviation.MEDIA_TYPE);
  }

  @Test
  void aTagWithoutQuotationMarksIsNoted() {
    assertThat(RequestDialect.ofCondition(Optional.of("7")))
        .containsExactly(Deviation.UNQUOTED_TAG);
    assertThat(RequestDialect.ofCondition(Optional.of("W/7")))
        .containsExactly(Deviation.UNQUOTED_TAG);
  }
}
