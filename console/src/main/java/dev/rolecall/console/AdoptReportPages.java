package dev.rolecall.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.policy.adopt.AdoptReport;
import dev.rolecall.policy.adopt.AdoptReport.AccountRow;
import dev.rolecall.policy.adopt.AdoptReport.Counts;
import dev.rolecall.policy.adopt.AdoptReport.PersonRow;
import dev.rolecall.policy.adopt.Standing;
import dev.rolecall.policy.adopt.Standing.Candidate;
import dev.rolecall.policy.adopt.Way;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whose the accounts of a tool are, before anything is taken over. Nothing is guessed. */
final class AdoptReportPages {

  /** What a terminal can show; the CSV has all. */
  private static final int MOST_ROWS = 10_000;

  private final Surveys surveys;

  AdoptReportPages(Surveys surveys) {
    this.surveys = surveys;
  }

  /** A survey and what came of it. */
  private record Found(Survey survey, AdoptReport report) {
    static Found of(Survey survey) {
      return new Found(survey, survey.adoption());
    }
  }

  /** Without {@code all=true} only what a person has to look at. */
  JsonNode report(Request request) {
    boolean all = request.flag("all");
    Found found = surveys.of(request.required("name"), person -> {}, Found::of);
    ObjectNode json = Shapes.object();
    json.put("tool", found.survey().tool());
    Shapes.time(json, "asOf", found.survey().asOf().orElse(null));
    counts(json.putObject("counts"), found.report().counts());
    List<AccountRow> rows =
        found.report().accounts().stream().filter(row -> all || isOpen(row.standing())).toList();
    ArrayNode accounts = json.putArray("accounts");
    rows.stream().limit(MOST_ROWS).forEach(row -> accounts.add(row(row)));
    ArrayNode people = json.putArray("unmatched");
    List<PersonRow> without = all ? found.report().unmatched() : List.of();
    without.stream()
        .limit(MOST_ROWS)
        .forEach(each ->
            people.addObject().put("person", each.person()).put("userName", each.userName()));
    ObjectNode stale = json.putObject("stale");
    found.report().stale().entrySet().stream()
        .limit(MOST_ROWS)
        .forEach(each -> stale.put(each.getKey(), each.getValue()));
    json.put("truncated", rows.size() > MOST_ROWS || without.size() > MOST_ROWS);
    return json;
  }

  private static boolean isOpen(Standing standing) {
    return switch (standing) {
      case Standing.Matched matched -> false;
      case Standing.Linked linked -> false;
      case Standing.Ambiguous ambiguous -> true;
      case Standing.Bot bot -> true;
      case Standing.Orphan orphan -> true;
    };
  }

  private static void counts(ObjectNode json, Counts counts) {
    json.put("accounts", counts.accounts());
    json.put("matched", counts.matched());
    json.put("linked", counts.linked());
    json.put("ambiguous", counts.ambiguous());
    json.put("bots", counts.bots());
    json.put("orphans", counts.orphans());
    ObjectNode by = json.putObject("matchedBy");
    counts.byWay().forEach((way, count) -> by.put(word(way), count));
    json.put("people", counts.people());
    json.put("unmatched", counts.unmatched());
    json.put("uncertain", counts.uncertain());
  }

  private static ObjectNode row(AccountRow row) {
    ObjectNode json = Shapes.object();
    json.put("account", row.account());
    json.put("login", row.login());
    json.put("state", Shapes.word(row.state()));
    json.put("roles", row.roles());
    json.put("standing", standing(row.standing()));
    json.put("why", why(row.standing()));
    ArrayNode people = json.putArray("people");
    for (Candidate each : people(row.standing())) {
      ObjectNode person = people.addObject();
      person.put("person", each.person());
      person.put("userName", each.userName());
      person.put("active", each.active());
      person.put("by", each.by().map(AdoptReportPages::word).orElse(null));
    }
    if (row.standing() instanceof Standing.Ambiguous ambiguous) {
      ArrayNode others = json.putArray("otherAccounts");
      ambiguous.accounts().forEach(others::add);
    }
    return json;
  }

  private static String word(Way.By by) {
    return Shapes.word(by).replace('_', ' ');
  }

  static String standing(Standing standing) {
    return switch (standing) {
      case Standing.Matched matched -> "matched";
      case Standing.Linked linked -> "linked";
      case Standing.Ambiguous ambiguous -> "ambiguous";
      case Standing.Bot bot -> "bot";
      case Standing.Orphan orphan -> "orphan";
    };
  }

  private static String why(Standing standing) {
    return switch (standing) {
      case Standing.Matched matched -> "the only account that fits the only person who fits it";
      case Standing.Linked linked -> "a link says so";
      case Standing.Ambiguous ambiguous ->
          switch (ambiguous.doubt()) {
            case SEVERAL_PEOPLE -> "several people fit it";
            case SEVERAL_ACCOUNTS -> "several accounts fit the person";
            case SEVERAL_LINKS -> "several accounts are linked to the person";
            case LINKED_ELSEWHERE -> "the person it fits has another account by a link";
          };
      case Standing.Bot bot -> bot.flagged() ? "the tool says so" : "its name is protected";
      case Standing.Orphan orphan ->
          switch (orphan.cause()) {
            case NOBODY_FITS -> "it fits nobody";
            case PERSON_LEFT -> "whom it fits has left";
            case LINKED_TO_NOBODY -> "it is linked to somebody who is in no directory";
          };
    };
  }

  private static List<Candidate> people(Standing standing) {
    return switch (standing) {
      case Standing.Matched(Candidate person) -> List.of(person);
      case Standing.Linked(String person, String userName) ->
          List.of(new Candidate(person, userName, true, Optional.empty()));
      case Standing.Ambiguous ambiguous -> ambiguous.people();
      case Standing.Bot bot -> List.of();
      case Standing.Orphan orphan -> orphan.people();
    };
  }

  /** All of it, one account or person without one a line. */
  Download table(Request request) {
    Found found = surveys.of(request.required("name"), person -> {}, Found::of);
    return new Download(
        found.survey().tool() + "-adoption.csv",
        "text/csv; charset=utf-8",
        to -> {
          CsvRows rows = new CsvRows(to);
          rows.row(
              "standing", "account", "login", "state", "roles", "person", "userName", "by", "why");
          for (AccountRow row : found.report().accounts()) {
            List<Candidate> people = people(row.standing());
            rows.row(
                standing(row.standing()),
                row.account(),
                row.login(),
                Shapes.word(row.state()),
                String.valueOf(row.roles()),
                joined(people.stream().map(Candidate::person).toList()),
                joined(people.stream().map(Candidate::userName).toList()),
                joined(
                    people.stream()
                        .map(Candidate::by)
                        .flatMap(Optional::stream)
                        .map(AdoptReportPages::word)
                        .toList()),
                why(row.standing()));
          }
          for (PersonRow each : found.report().unmatched()) {
            rows.row(
                "unmatched",
                null,
                null,
                null,
                null,
                each.person(),
                each.userName(),
                null,
                "no account fits");
          }
          rows.end();
        });
  }

  private static String joined(List<String> words) {
    return words.stream().collect(Collectors.joining(" "));
  }
}
