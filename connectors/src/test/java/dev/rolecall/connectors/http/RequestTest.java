package dev.rolecall.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {

  @Test
  void aValueIsOneSegmentWhateverItHolds() {
    assertThat(Request.get("/groups/{path}/members/{user}", "acme/web?x#y%", "a b+c").target())
        .isEqualTo("/groups/acme%2Fweb%3Fx%23y%25/members/a%20b%2Bc");
  }

  @Test
  void queryParametersAreEncoded() {
    assertThat(Request.get("/users").with("search", "a&b=c+d").with("page", "1").target())
        .isEqualTo("/users?search=a%26b%3Dc%2Bd&page=1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", ".."})
  void aValueThatLeadsToAnotherPathIsRefused(String value) {
    assertThatIllegalArgumentException().isThrownBy(() -> Request.get("/users/{login}", value));
  }

  @Test
  void whatIsShownHoldsNoValue() {
    Request request = Request.get("/users/{login}", "ada").with("search", "ada@acme.example");

    assertThat(request.toString()).isEqualTo("GET /users/{login}");
    assertThat(request.call(200).path()).isEqualTo("/users/{login}");
  }
}
