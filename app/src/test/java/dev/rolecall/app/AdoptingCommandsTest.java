package dev.rolecall.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdoptingCommandsTest {

  private static final String GITLAB =
      """
      {"tool": "gitlab", "type": "gitlab", "supported": true, "edition": "self-managed",
        "mode": "observe", "modeDays": 12, "looked": true, "version": "17.5",
        "tokenEnds": "2026-11-21T12:00:00Z", "tokenDaysLeft": 1, "problems": ["no scope api"],
        "otherWriters": [{"scope": "pay/**", "who": "SAML group sync"}], "manage": ["pay"],
        "modes": [{"scopes": "pay/core", "mode": "additive"}], "paused": false,
        "sweptAt": "2026-11-20T11:59:00Z", "scopes": ["group or project: {**} (guest < owner)"],
        "capabilities": [{"ability": "grant", "scopes": "", "support": "native",
            "instruction": null},
          {"ability": "delete-account", "scopes": "", "support": "manual",
            "instruction": "Admin area"}]}
      """;

  @TempDir private Path folder;
  private ScriptedConsole console;

  @BeforeEach
  void start() throws IOException {
    console = new ScriptedConsole(folder);
  }

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void toolsAreListedWithModeTokenAndProblems() {
    console.on(
        "GET /tools",
        200,
        "{\"tools\": ["
            + GITLAB
            + ", {\"tool\": \"ci\", \"type\": \"teamcity\", \"supported\": false}]}");

    assertThat(console.run("tools")).isZero();
    assertThat(console.out())
        .contains("gitlab  gitlab    self-managed  17.5     observe for 12 days", "1 day left")
        .contains("no connector in this version");
    assertThat(console.run("tools", "--json")).isZero();
    assertThat(console.out()).startsWith("{").contains("\"tokenDaysLeft\" : 1");
  }

  @Test
  void aToolIsShownWithAllItCanDoAndWhatAPersonHasToDo() {
    console.on("GET /tools/gitlab", 200, GITLAB);

    assertThat(console.run("tools", "gitlab")).isZero();
    assertThat(console.out())
        .contains(
            "gitlab  (gitlab self-managed)",
            "mode: observe for 12 days",
            "pay/core: additive",
            "! no scope api",
            "! SAML group sync also writes to pay/**",
            "group or project: {**} (guest < owner)")
        .containsPattern("delete-account +all +manual +Admin area");
  }

  @Test
  void aToolThatNobodyLookedAtSaysSo() {
    console.on(
        "GET /tools/gitlab",
        200,
        "{\"tool\": \"gitlab\", \"type\": \"gitlab\", \"supported\": true, \"looked\": false,"
            + " \"mode\": null, \"edition\": \"\", \"sweptAt\": null}");

    assertThat(console.run("tools", "gitlab")).isZero();
    assertThat(console.out())
        .contains("nobody has looked yet", "mode: no policy", "last sweep: -")
        .doesNotContain("token");
  }

  @Test
  void adoptListsWhatAPersonHasToLookAt() {
    console.on("GET /tools/gitlab/adoption", 200, adoption());

    assertThat(console.run("tools", "adopt", "gitlab")).isZero();
    assertThat(console.out())
        .contains(
            "9 accounts: 5 matched, 1 linked, 1 ambiguous, 1 bots, 1 orphans",
            "7 people in the directories: 1 without an account, 0 of whom it cannot be told",
            "several people fit it",
            "rolecall tools link")
        .containsPattern("cy +active +2 +ambiguous +cy@acme.example, cy@old.example \\(left\\)");
  }

  private static String adoption() {
    return """
    {"tool": "gitlab", "asOf": "2026-11-20T12:00:00Z", "counts": {"accounts": 9, "matched": 5,
        "linked": 1, "ambiguous": 1, "bots": 1, "orphans": 1, "people": 7, "unmatched": 1,
        "uncertain": 0},
      "accounts": [{"account": "7", "login": "cy", "state": "active", "roles": 2,
        "standing": "ambiguous", "why": "several people fit it",
        "people": [{"userName": "cy@acme.example", "active": true},
          {"userName": "cy@old.example", "active": false}]}],
      "unmatched": [], "stale": {"9": "acme/x"}, "truncated": false}
    """;
  }

  @Test
  void adoptGivesProgramsAllOfItAndWritesCsv() throws IOException {
    console
        .on("GET /tools/gitlab/adoption?all=true", 200, adoption())
        .on("GET /tools/gitlab/adoption.csv", 200, "standing,account\r\n");
    Path file = folder.resolve("accounts.csv");

    assertThat(console.run("tools", "adopt", "gitlab", "--json")).isZero();
    assertThat(console.run("tools", "adopt", "gitlab", "--csv", file.toString())).isZero();
    assertThat(file).hasContent("standing,account\r\n");
  }

  @Test
  void driftEndsWithTwoWhenThereIsSome() {
    console
        .on(
            "GET /tools/gitlab/drift",
            200,
            """
            {"tool": "gitlab", "asOf": "2026-11-20T12:00:00Z",
              "counts": {"explained": 8, "unexplained": 1, "missing": 1},
              "reasons": {"by-hand": 8, "leaver": 1, "not-held": 1},
              "cells": [{"verdict": "missing", "reason": "not-held", "kind": "person",
                  "name": "ada@acme.example", "scope": "web", "held": null, "wanted": "guest"},
                {"verdict": "unexplained", "reason": "leaver", "kind": "leaver",
                  "name": "bo@acme.example", "scope": "pay", "held": "owner", "wanted": null}]}
            """)
        .on(
            "GET /tools/drone/drift",
            200,
            "{\"tool\": \"drone\", \"counts\": {\"explained\": 3, \"unexplained\": 0,"
                + " \"missing\": 0}, \"reasons\": {}, \"cells\": []}")
        .on("GET /tools/new/drift", 409, "{\"error\": \"nobody has looked at new yet\"}");

    assertThat(console.run("drift", "gitlab")).isEqualTo(2);
    assertThat(console.out())
        .contains("8 explained, 1 unexplained, 1 missing  (8 by-hand, 1 leaver, 1 not-held)")
        .containsPattern("missing +not-held +ada@acme.example +web +- +guest")
        .containsPattern("unexplained +leaver +bo@acme.example \\(left\\) +pay +owner +-");
    assertThat(console.run("drift", "drone")).isZero();
    assertThat(console.run("drift", "new")).isEqualTo(1);
    assertThat(console.err()).contains("nobody has looked at new yet");
    assertThat(console.run("drift")).isEqualTo(1);
  }

  @Test
  void aDraftGoesToTheTerminalAndItsCoverageToTheErrorOutput() {
    console.on("POST /tools/gitlab/draft", 200, draft());

    assertThat(
            console.run(
                "policy", "draft", "gitlab", "--share", "80", "--exceptions-until", "2026-12-31"))
        .isZero();

    assertThat(console.requests)
        .last()
        .isEqualTo("POST /tools/gitlab/draft {\"share\":80,\"exceptionsUntil\":\"2026-12-31\"}");
    assertThat(console.out())
        .isEqualTo("# draft-gitlab.yaml\nversion: 1\n---\n# more.yaml\nversion: 1\n");
    assertThat(console.err())
        .contains("ROLES HELD", "people who would get something new: 2 (3 roles)", "bo has left")
        .containsPattern("5 +0 +4 +1 +0");
  }

  @Test
  void aDraftIsWrittenToFilesAndOverwritesNone() {
    console.on("POST /tools/gitlab/draft", 200, draft());
    String out = folder.resolve("gitlab-draft.yaml").toString();

    assertThat(console.run("policy", "draft", "gitlab", "--out", out)).isZero();
    assertThat(folder.resolve("gitlab-draft.yaml")).hasContent("version: 1\n");
    assertThat(folder.resolve("gitlab-draft-2.yaml")).hasContent("version: 1\n");
    assertThat(console.out()).isEmpty();

    assertThat(console.run("policy", "draft", "gitlab", "--out", out)).isEqualTo(2);
    assertThat(console.err()).contains("is there already");
    assertThat(Files.exists(folder.resolve("gitlab-draft-3.yaml"))).isFalse();
  }

  private static String draft() {
    return """
    {"tool": "gitlab", "asOf": "2026-11-20T12:00:00Z", "coverage": {"observed": 5, "inForce": 0,
        "byRules": 4, "byExceptions": 1, "leftOver": 0, "gaining": 2, "gained": 3},
      "rules": [{"id": "draft-gitlab-1", "groups": ["core"], "gives": ["pay:developer"],
        "explains": 4, "precision": 100, "excess": 0}],
      "leftOver": [{"userName": "bo", "scope": "pay", "role": "owner", "detail": "bo has left"}],
      "problems": [],
      "files": [{"path": "draft-gitlab.yaml", "content": "version: 1\\n"},
        {"path": "more.yaml", "content": "version: 1\\n"}]}
    """;
  }

  @Test
  void theStatusTellsOfTokensOfObservingAndOfLeaversWithAccess() {
    console.on(
        "GET /status",
        200,
        """
        {"ready": true, "problems": {}, "warnings": {}, "policy": null, "directories": [],
          "tools": [{"tool": "gitlab", "mode": "observe", "modeDays": 1, "tokenDaysLeft": 6,
            "leavers": {"count": 2, "people": [{"userName": "bo@acme.example"},
              {"userName": "(deleted)"}]}}]}
        """);

    assertThat(console.run("status")).isZero();
    assertThat(console.out())
        .contains(
            "observe for 1 day",
            "6 days left",
            "left, and still has access to gitlab: bo@acme.example, (deleted)");
  }
}
