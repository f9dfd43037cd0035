package dev.rolecall.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which base address was meant. */
class ScimRootTest {

  private static final URI RIGHT = URI.create("https://h.example/scim/v2");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://h.example",
        "https://h.example/",
        "https://h.example/scim",
        "https://h.example/v2",
        "https://h.example/scim/v1",
        "https://h.example/scim/v2/Users",
        "https://h.example/scim/v2/Users/",
        "https://h.example/scim/v2/ServiceProviderConfig",
        "https://h.example/scim/v2/scim/v2",
        "https://h.example/rolecall/scim/v3"
      })
  void whatPeopleEnterLeadsToTheRightOne(String entered) {
    assertThat(ScimRoot.variants(ScimRoot.plain(URI.create(entered)))).contains(RIGHT);
  }

  @Test
  void aPrefixOfTheProxyIsKept() {
    assertThat(ScimRoot.variants(URI.create("https://h.example/idm/Users")))
        .contains(URI.create("https://h.example/idm/scim/v2"));
  }

  @Test
  void theGivenOneIsNotTriedAgain() {
    assertThat(ScimRoot.variants(RIGHT)).doesNotContain(RIGHT).doesNotHaveDuplicates();
  }

  @Test
  void slashesAndQueriesDoNotMatter() {
    assertThat(ScimRoot.plain(URI.create("https://h.example//scim/v2/?aadOptscim062020")))
        .isEqualTo(RIGHT);
  }
}
