package dev.rolecall.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking again, links and taking over, at the command line. */
class ToolCommandsTest {

  private static final String LINKS =
      """
      {"tool": "gitlab", "links": [{"directory": "acme", "person": "p%s", "userName": "%s",
        "key": "k%s", "account": "%s", "login": "l%s", "state": "active", "foundBy": "by hand",
        "by": "root", "at": "2026-11-20T12:00:00Z"}]%s}
      """;

  private static final String PLAN =
      """
      {"tool": "gitlab", "digest": "d1", "roles": 4, "explained": 1, "revoked": 2,
       "held": {"gitlab.3f9c2a1b": 1}, "loading": 3, "others": 0, "scopesTotal": 1,
       "scopes": [{"scope": "pay/core", "mode": "enforce", "explained": 1, "revoked": 2, "held": 1}],
       "samples": [{"userName": "ada@acme.example", "scope": "pay/core", "role": "owner",
         "hold": null}]}
      """;

  @TempDir private Path folder = Path.of("");
  private ScriptedConsole console;

  @BeforeEach
  void open() throws IOException {
    console = new ScriptedConsole(folder);
  }

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void aResyncOfAllOfOneToolOrOfOnePerson() {
    console.on(
        "POST /resync", 200, "{\"tools\": [\"gitlab\"], \"done\": true, \"correlation\": \"c\"}");
    assertThat(console.run("resync")).isZero();
    assertThat(console.out()).contains("the connectors of gitlab look anew", "rolecall status");
    assertThat(console.run("resync", "gitlab")).isZero();
    assertThat(console.run("resync", "gitlab", "ada@acme.example")).isZero();
    assertThat(console.out()).contains("rolecall status ada@acme.example");
    assertThat(console.requests)
        .containsExactly(
            "POST /resync {}",
            "POST /resync {\"tools\":[\"gitlab\"]}",
            "POST /resync {\"tools\":[\"gitlab\"],\"person\":\"ada@acme.example\"}");
    console.on("POST /resync", 409, "{\"error\": \"the person never had access\"}");
    assertThat(console.run("resync", "gitlab", "bo")).isEqualTo(1);
    assertThat(console.err()).contains("never had access");
  }

  @Test
  void anAccountIsLinkedAndUnlinked() {
    console.on("POST /links", 200, "{\"changed\": true, \"done\": true}");
    assertThat(console.run("tools", "link", "gitlab", "ada", "4711")).isZero();
    assertThat(console.out()).contains("linked to 4711");
    assertThat(console.run("tools", "link", "gitlab", "ada", "--unlink")).isZero();
    assertThat(console.out()).contains("no link by hand");
    assertThat(console.requests)
        .containsExactly(
            "POST /links {\"tool\":\"gitlab\",\"person\":\"ada\",\"account\":\"4711\"}",
            "POST /links {\"tool\":\"gitlab\",\"person\":\"ada\",\"account\":null}");
    assertThat(console.run("tools", "link", "gitlab", "ada")).isEqualTo(2);
    assertThat(console.run("tools", "link", "gitlab", "ada", "4711", "--unlink")).isEqualTo(2);
    console.on("POST /links", 200, "{\"changed\": false, \"done\": true}");
    assertThat(console.run("tools", "link", "gitlab", "ada", "4711")).isZero();
    assertThat(console.out()).contains("it is so already");
  }

  @Test
  void linksAreShownAndExportedPageByPage() throws IOException {
    console.on(
        "GET /links?tool=gitlab",
        200,
        LINKS.formatted("1", "a,da@acme.example", "1", "11", "1", ", \"next\": \"k1\""));
    String second = LINKS.formatted("2", "bo@acme.example", "2", "12", "2", "");
    console.on("GET /links?tool=gitlab&after=k1", 200, second);
    console.on("GET /links?after=k1&tool=gitlab", 200, second);
    assertThat(console.run("tools", "links", "gitlab")).isZero();
    assertThat(console.out()).contains("a,da@acme.example", "bo@acme.example", "by hand");
    Path file = folder.resolve("links.csv");
    assertThat(console.run("tools", "links", "gitlab", "--export", file.toString())).isZero();
    assertThat(console.out()).contains("2 links of gitlab written");
    assertThat(Files.readAllLines(file))
        .containsExactly(
            "person,account,login,userName,externalId,foundBy",
            "acme/p1,11,l1,\"a,da@acme.example\",,by hand",
            "acme/p2,12,l2,bo@acme.example,,by hand");
  }

  @Test
  void everyLineIsCheckedBeforeAnyIsLinked() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("links.csv"),
            """
            account,person,note
            11,ada,"one, of many"

            12
            13,ada,
            ,bo,
            14,cy,
            """);
    console.on(
        "POST /links/check",
        200,
        "{\"changes\": 1, \"problems\": [{\"index\": 2, \"error\": \"nobody is called so\"}]}");
    assertThat(console.run("tools", "links", "gitlab", "--import", file.toString(), "--yes"))
        .isEqualTo(1);
    assertThat(console.out().lines())
        .containsExactly(
            "line 4: has 1 columns, and the first line 3",
            "line 5: the person is in line 2, too",
            "line 6: names no account",
            "line 7: nobody is called so");
    assertThat(console.err()).contains("4 lines are wrong; nothing was linked");
    assertThat(console.requests).hasSize(1).first().asString().startsWith("POST /links/check");
  }

  @Test
  void whatIsRightIsLinkedAndWhereItEndsIsSaid() throws IOException {
    Path file = Files.writeString(folder.resolve("l.csv"), "person,account\nada,11\nbo,12\n");
    console.on("POST /links/check", 200, "{\"changes\": 2, \"problems\": []}");
    console.on("POST /links", 200, "{\"changed\": true, \"done\": true}");
    assertThat(console.run("tools", "links", "gitlab", "--import", file.toString(), "--yes"))
        .isZero();
    assertThat(console.out()).contains("linked 2, so already 0");
    console.on("POST /links", 409, "{\"error\": \"the account is linked to acme/eve\"}");
    assertThat(console.run("tools", "links", "gitlab", "--import", file.toString(), "--yes"))
        .isEqualTo(1);
    assertThat(console.err())
        .contains("line 2: the account is linked to acme/eve", "0 were linked", "not touched");
    console.on("POST /links/check", 200, "{\"changes\": 0, \"problems\": []}");
    assertThat(console.run("tools", "links", "gitlab", "--import", file.toString())).isZero();
    assertThat(console.out()).contains("nothing to do");
  }

  @Test
  void aFileWithoutTheColumnsIsNone() throws IOException {
    Path file = Files.writeString(folder.resolve("l.csv"), "user,id\nada,11\n");
    assertThat(console.run("tools", "links", "gitlab", "--import", file.toString())).isEqualTo(2);
    assertThat(console.err()).contains("person,account");
    assertThat(console.run("tools", "links", "gitlab", "--import", "nowhere.csv")).isEqualTo(2);
    assertThat(console.requests).isEmpty();
  }

  @Test
  void takingOverIsShownAndThenDoneForWhatWasShown() {
    console.on("GET /adoptions?tool=gitlab", 200, PLAN);
    console.on("POST /adoptions", 200, "{\"correlation\": \"c-9\", \"commands\": 1}");
    assertThat(console.run("tools", "take-over", "gitlab", "--yes")).isZero();
    assertThat(console.out())
        .contains(
            "4 roles would be taken over: 1 that rules give, about 2 that none gives",
            "about 1 would wait under gitlab.3f9c2a1b",
            "pay/core",
            "ada@acme.example",
            "left out: 3 roles; their directory is still being filled",
            "rolecall audit --correlation c-9");
    assertThat(console.requests)
        .last()
        .asString()
        .isEqualTo("POST /adoptions {\"tool\":\"gitlab\",\"explained\":false,\"digest\":\"d1\"}");
    console.on("POST /adoptions", 409, "{\"error\": \"something has changed\"}");
    assertThat(console.run("tools", "take-over", "gitlab", "--yes")).isEqualTo(1);
  }

  @Test
  void withNothingToTakeOverNobodyIsAsked() {
    console.on(
        "GET /adoptions?tool=gitlab", 200, "{\"roles\": 0, \"explained\": 0, \"revoked\": 0}");
    assertThat(console.run("tools", "take-over", "gitlab")).isZero();
    assertThat(console.requests).containsExactly("GET /adoptions?tool=gitlab");
  }
}
