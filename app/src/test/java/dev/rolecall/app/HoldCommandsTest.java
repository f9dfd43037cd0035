package dev.rolecall.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HoldCommandsTest {

  private static final String LINE =
      """
      "id": "gitlab.3f9c2a1b", "trigger": "group_emptied", "state": "%s", "tool": "gitlab",
      "directory": "acme", "openedAt": "2026-11-20T12:00:00Z", "expires": "2026-11-23T12:00:00Z",
      "revision": 7, "people": 143, "cells": 150, "total": 610,
      "detail": "would revoke 143 of 610 roles in gitlab", "remedy": "put the members back"
      """;

  private static final String HOLD =
      "{"
          + LINE.formatted("open")
          + """
          , "groupName": "platform", "reminders": 0,
          "cause": {"request": "PUT /scim/v2/Groups/g", "actor": "okta", "correlation": "c-1",
            "receivedAt": "2026-11-20T12:00:00Z"},
          "samples": [{"userName": "ada@acme.example", "scope": "pay", "from": "owner", "to": null,
            "elevated": true}]}
          """;

  @TempDir private Path folder = Path.of("");
  private ScriptedConsole console;

  @BeforeEach
  void oneHoldIsOpen() throws IOException {
    console =
        new ScriptedConsole(folder)
            .on("GET /holds", 200, "{\"open\": 1, \"holds\": [{" + LINE.formatted("open") + "}]}")
            .on("GET /holds/gitlab.3f9c2a1b", 200, HOLD);
  }

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void holdsAreListedWithNumbersAndWhenTheyExpire() {
    assertThat(console.run("holds")).isZero();

    assertThat(console.out().lines().map(line -> line.replaceAll(" {2,}", " | ")))
        .first()
        .isEqualTo("ID | SINCE | TOOL | WHY | PEOPLE | CELLS | EXPIRES");
    assertThat(console.out()).contains("group emptied", "143", "150");
    console.on("GET /holds", 200, "{\"open\": 0, \"holds\": []}");
    assertThat(console.run("holds")).isZero();
    assertThat(console.out()).isEqualToIgnoringNewLines("nothing waits for a decision");
    assertThat(console.run("holds", "--json")).isZero();
    assertThat(console.out()).contains("\"open\" : 0");
  }

  @Test
  void aHoldIsShownInFullWithWhatToTypeNext() {
    assertThat(console.run("holds", "show", "gitlab.3f9c2a1b")).isZero();

    assertThat(console.out())
        .contains(
            "would revoke 143 of 610 roles in gitlab",
            "group emptied, group platform",
            "PUT /scim/v2/Groups/g by okta",
            "ada@acme.example",
            "owner (elevated)",
            "… and 149 more",
            "rolecall holds release gitlab.3f9c2a1b");
  }

  @Test
  void aHoldIsWrittenAsCsvToAFileOrTheTerminal() throws IOException {
    console.on("GET /holds/gitlab.3f9c2a1b.csv", 200, "directory,person\r\nacme,ada\r\n");
    Path file = folder.resolve("held.csv");

    assertThat(console.run("holds", "show", "gitlab.3f9c2a1b", "--csv", file.toString())).isZero();
    assertThat(file).hasContent("directory,person\r\nacme,ada\r\n");
    assertThat(console.run("holds", "show", "gitlab.3f9c2a1b", "--csv", "-")).isZero();
    assertThat(console.out()).isEqualTo("directory,person\r\nacme,ada\r\n");

    console.on("GET /holds/gitlab.9.csv", 404, "{\"error\": \"there is no hold gitlab.9\"}");
    Path none = folder.resolve("none.csv");
    assertThat(console.run("holds", "show", "gitlab.9", "--csv", none.toString())).isEqualTo(2);
    assertThat(console.err()).contains("there is no hold gitlab.9");
    assertThat(Files.exists(none)).isFalse();
  }

  @Test
  void aReleaseShowsTheNumbersAndDecidesThatRevision() {
    console.on(
        "POST /holds/gitlab.3f9c2a1b/decision",
        200,
        "{" + LINE.formatted("released") + ", \"decided\": true, \"successor\": \"gitlab.2\"}");

    assertThat(console.run("holds", "release", "gitlab.3f9c2a1b", "--yes")).isZero();

    assertThat(console.requests)
        .last()
        .isEqualTo("POST /holds/gitlab.3f9c2a1b/decision {\"verdict\":\"release\",\"revision\":7}");
    assertThat(console.out())
        .contains("143 of 610", "released gitlab.3f9c2a1b", "what came later waits as gitlab.2");

    assertThat(console.run("holds", "reject", "gitlab.3f9c2a1b", "--revision", "5", "--yes"))
        .isZero();
    assertThat(console.requests)
        .last()
        .asString()
        .endsWith("{\"verdict\":\"reject\",\"revision\":5}");
  }

  @Test
  void whoComesLaterIsToldByWhomItWasDecided() {
    console.on(
        "POST /holds/gitlab.3f9c2a1b/decision",
        409,
        "{\"error\": \"alice already released it at 2026-11-20T12:01:00Z\"}");

    assertThat(console.run("holds", "reject", "gitlab.3f9c2a1b", "--yes")).isEqualTo(1);
    assertThat(console.err()).contains("alice already released it");
  }

  @Test
  void withoutATerminalNothingIsDecidedUnlessItWasSaid() {
    assertThat(console.run("holds", "release", "gitlab.3f9c2a1b")).isEqualTo(2);

    assertThat(console.err()).contains("add --yes");
    assertThat(console.requests).noneMatch(request -> request.startsWith("POST"));
  }

  @Test
  void aToolIsPausedWithAReasonAndResumed() {
    console
        .on(
            "POST /tools/gitlab/pause",
            200,
            "{\"tools\": [\"gitlab\"], \"paused\": true, \"done\": true}")
        .on(
            "POST /tools/all/resume",
            200,
            "{\"tools\": [\"gitlab\"], \"paused\": false, \"done\": false}");

    assertThat(console.run("pause", "gitlab", "--reason", "an outage")).isZero();
    assertThat(console.requests)
        .last()
        .isEqualTo("POST /tools/gitlab/pause {\"reason\":\"an outage\"}");
    assertThat(console.out()).contains("paused: gitlab; go on: rolecall resume gitlab");
    assertThat(console.run("resume", "all")).isZero();
    assertThat(console.out()).contains("not yet carried out");
    assertThat(console.run("pause")).isEqualTo(2);
  }

  @Test
  void aDirectoryIsConfirmedOnlyWithYesAndForWhatWasShown() {
    console
        .on(
            "GET /directories/acme/ready",
            200,
            """
            {"directory": "acme", "ready": false, "users": 610, "groups": 12,
              "tools": [{"tool": "gitlab", "people": 9, "roles": 20, "holds": [
                {"id": "gitlab.l", "cells": 3, "detail": "would revoke 3 of 20 roles in gitlab"}]}],
              "shown": [{"hold": "gitlab.l", "revision": 3}]}
            """)
        .on("POST /directories/acme/ready", 200, "{\"directory\": \"acme\", \"ready\": true}");

    assertThat(console.run("directory", "ready", "acme")).isZero();
    assertThat(console.out())
        .contains(
            "acme is loading: 610 users, 12 groups",
            "would revoke 3 of 20 roles in gitlab",
            "rolecall directory ready acme --yes");
    assertThat(console.requests).hasSize(1);

    assertThat(console.run("directory", "ready", "acme", "--yes")).isZero();
    assertThat(console.requests)
        .last()
        .isEqualTo(
            "POST /directories/acme/ready {\"shown\":[{\"hold\":\"gitlab.l\",\"revision\":3}]}");
    assertThat(console.out()).contains("acme is ready");
  }

  @Test
  void undoShowsWhatGoesBackAndSendsTheDigestOfThat() {
    console
        .on(
            "GET /undo?cause=c-1",
            200,
            """
            {"cause": "c-1", "digest": "d-1", "given": 2, "taken": 1, "changed": 0,
              "changedSince": 1, "unclear": 1,
              "cells": [{"userName": "ada@acme.example", "tool": "gitlab", "scope": "pay",
                "from": null, "to": "owner"}],
              "leftAlone": [{"userName": "bo@acme.example", "tool": "gitlab", "scope": "web",
                "from": "guest", "to": null}]}
            """)
        .on("POST /undo", 200, "{\"correlation\": \"r-9\"}");

    assertThat(console.run("undo", "--cause", "c-1", "--yes")).isZero();

    assertThat(console.requests)
        .last()
        .isEqualTo("POST /undo {\"cause\":\"c-1\",\"digest\":\"d-1\"}");
    assertThat(console.out())
        .contains(
            "would give back 2, take 1 and change 0 roles",
            "may be held",
            "ada@acme.example",
            "changed since, left alone: 1",
            "bo@acme.example",
            "not undone: 1 effects",
            "rolecall audit --correlation r-9");
    assertThat(console.run("undo")).isEqualTo(2);
  }

  @Test
  void theStatusTellsWhatIsHeldLoadingAndPaused() {
    console.on(
        "GET /status",
        200,
        """
        {"ready": true, "problems": {}, "warnings": {"holds": "1 waits for a decision"},
          "policy": null,
          "holds": {"open": 1, "oldest": "2026-11-20T12:00:00Z", "nextExpiry": "2026-11-23T12:00:00Z"},
          "directories": [{"name": "acme", "phase": "loading", "users": 1, "groups": 1, "tokens": []}],
          "tools": [{"tool": "gitlab", "mode": "enforce", "paused": {"by": "bob"}}]}
        """);

    assertThat(console.run("status")).isZero();
    assertThat(console.out())
        .contains(
            "warning: holds: 1 waits for a decision",
            "holds: 1 open, the oldest since 2026-11-20",
            ", the next expires 2026-11-23",
            "loading",
            "enforce (PAUSED)");
  }

  @Test
  void whyTellsOfARoleThatItIsHeldAndOfOneThatIsNotGiven() {
    console.on(
        "GET /why?person=ada",
        200,
        """
        {"person": {"userName": "ada"}, "roles": [{"tool": "gitlab", "scope": "pay",
            "role": "owner", "state": "converged", "reasons": [], "cause": {},
            "held": {"hold": "gitlab.1", "to": null, "state": "open"}}],
          "held": [{"hold": "gitlab.1", "tool": "gitlab", "scope": "pay", "from": "owner",
              "to": null, "state": "open"},
            {"hold": "gitlab.2", "tool": "gitlab", "scope": "web", "from": null, "to": "owner",
              "state": "rejected"}]}
        """);

    assertThat(console.run("why", "ada")).isZero();
    assertThat(console.out())
        .contains(
            "held: waits for a decision to become nothing (rolecall holds show gitlab.1)",
            "gitlab  web  -",
            "held: would be owner by now, had it not been rejected (rolecall holds show gitlab.2)");
  }
}
