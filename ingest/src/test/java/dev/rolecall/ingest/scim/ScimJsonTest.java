package dev.rolecall.ingest.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** JSON at its limits, and errors as JSON. */
class ScimJsonTest {

  @Test
  void duplicateKeysAndTrailingTextAndEmptyBodiesAreRefused() {
    for (String body :
        new String[] {"{\"a\":1,\"a\":2}", "{} {}", "", "  ", "{", "{\"a\":secret}", "\u0000"}) {
      ScimError error = refusal(body);
      assertThat(error.status()).as(body).isEqualTo(400);
      assertThat(error.type()).as(body).isEqualTo(ScimType.INVALID_SYNTAX);
      assertThat(error.detail()).doesNotContain("secret");
    }
  }

  @Test
  void whatIsTooDeepOrTooLongIsTooLarge() {
    assertThat(refusal("[".repeat(33) + "]".repeat(33)).status()).isEqualTo(413);
    assertThat(refusal("[".repeat(100_000)).status()).isEqualTo(413);
    assertThat(refusal("\"" + "x".repeat(Limits.MAX_STRING_LENGTH + 1) + "\"").status())
        .isEqualTo(413);
    assertThat(refusal("1".repeat(65)).status()).isEqualTo(413);
    assertThat(refusal("{\"" + "k".repeat(1_025) + "\":1}").status()).isEqualTo(413);
    assertThat(refusal("[" + "1,".repeat(1_000_000) + "1]").status()).isEqualTo(413);
    assertThat(ScimJson.read("[".repeat(32) + "]".repeat(32)).isArray()).isTrue();
  }

  @Test
  void anErrorIsRenderedWithItsStatusAsAString() {
    assertThat(
            new String(
                ScimJson.write(ScimError.uniqueness("userName is taken.").toJson()),
                StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:Error\"],\"status\":\"409\",\"scimType\":\"uniqueness\",\"detail\":\"userName is taken.\"}");
    assertThat(ScimError.notFound("No such user.").toJson().has("scimType")).isFalse();
  }

  private static ScimError refusal(String body) {
    return catchThrowableOfType(ScimException.class, () -> ScimJson.read(body)).error();
  }
}
