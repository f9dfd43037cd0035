package dev.rolecall.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.service.config.DirectoryConfig.Profile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A conversation that cannot be read must not pass as one that went well. */
class ConversationReaderTest {

  private static final String GOOD =
      """
      # Somebody says hello
      # source: a public page
      # shape: documented
      # profile: entra

      ### Ada joins
      POST /Users
      X-Request-Id: r1

      {"userName":"ada"}

      HTTP 201
      @ada = /id
      ETag: W/"1"
      {"userName":"ada"}

      ### Then the directory holds
      user {"userName":"ada",
       "active":true}
      group {"displayName":"G","members":["ada"]}
      counted op-case, string-boolean
      """;

  @Test
  void everyPartIsRead() {
    Conversation read = ConversationReader.read("x", GOOD);
    assertThat(read.profile()).isEqualTo(Profile.ENTRA);
    Conversation.Exchange exchange = read.exchanges().getFirst();
    assertThat(read.sources()).containsExactly("a public page");
    assertThat(read.shape()).isEqualTo(Conversation.Shape.DOCUMENTED);
    assertThat(exchange.title()).isEqualTo("Ada joins");
    assertThat(exchange.method() + " " + exchange.path()).isEqualTo("POST /Users");
    assertThat(exchange.headers()).containsEntry("X-Request-Id", "r1");
    assertThat(exchange.body()).isEqualTo("{\"userName\":\"ada\"}");
    assertThat(exchange.status()).isEqualTo(201);
    assertThat(exchange.captures()).containsEntry("ada", "/id");
    assertThat(exchange.expectedHeaders()).containsEntry("ETag", "W/\"1\"");
    assertThat(exchange.expectedBody().orElseThrow().path("userName").asText()).isEqualTo("ada");
    assertThat(read.outcome().users().getFirst().path("active").asBoolean()).isTrue();
    assertThat(read.outcome().groups().getFirst().path("members")).hasSize(1);
    assertThat(read.outcome().counted()).containsExactlyInAnyOrder("op-case", "string-boolean");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "# source: a public page   | # none             | no '# source:'",
        "# shape: documented       | # none             | no '# shape:'",
        "# shape: documented       | # shape: certain   | a shape is one of",
        "# profile: entra          | # profile: lazy   | there is no profile",
        "# Somebody says hello     | Somebody           | only comments",
        "### Ada joins             | ### Then the directory holds | 'user', 'group'",
        "### Then the directory holds | ### Then        | a method and a path",
        "POST /Users               | SEND /Users        | a method and a path",
        "POST /Users               | POST Users         | a method and a path",
        "X-Request-Id: r1          | X-Request-Id r1    | a header",
        "HTTP 201                  | HTTP 999           | it ends too early",
        "HTTP 201                  | HTTP created       | it ends too early",
        "@ada = /id                | @ada /id           | a header",
        "{\"userName\":\"ada\"}    | {\"userName\"      | not JSON",
        "'@ada = /id'              | []                 | a header",
        "user {                    | person {           | 'user', 'group'",
        "group {\"displayName\":\"G\",\"members\":[\"ada\"]} | group [] | an object",
        "counted op-case           | counted shouting   | there is no deviation",
        "counted op-case           | nothing            | 'nothing'"
      })
  void whatIsMalformedIsAnError(String good, String bad, String why) {
    String broken = GOOD.contains(good) ? GOOD.replace(good, bad) : "not in the text: " + good;
    assertThatThrownBy(() -> ConversationReader.read("x.http", broken))
        .hasMessageStartingWith("x.http, line ")
        .hasMessageContaining(why);
  }

  @Test
  void aConversationWithoutExchangesOrEndIsAnError() {
    String head = GOOD.substring(0, GOOD.indexOf("### Ada"));
    String end = GOOD.substring(GOOD.indexOf("### Then"));
    assertThatThrownBy(() -> ConversationReader.read("x", head + end))
        .hasMessageContaining("there is no exchange");
    assertThatThrownBy(() -> ConversationReader.read("x", GOOD.replace(end, "")))
        .hasMessageContaining("the last heading");
    assertThatThrownBy(() -> ConversationReader.read("x", GOOD + "### More\nGET /Users\nHTTP 200"))
        .hasMessageContaining("nothing may follow");
    assertThatThrownBy(
            () -> ConversationReader.read("x", GOOD.replace(end, "### Then the directory holds\n")))
        .hasMessageContaining("'nothing'");
  }
}
