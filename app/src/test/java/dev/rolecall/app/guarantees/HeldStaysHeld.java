package dev.rolecall.app.guarantees;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.sandbox.gitlab.GitlabUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Guarantee 6: nothing of a held removal is applied while its hold stands. */
final class HeldStaysHeld implements Guarantee {

  @Override
  public String promise() {
    return "a held removal is not applied, whatever else arrives for those people";
  }

  @Override
  public List<String> check(Quiet quiet) {
    List<String> problems = new ArrayList<>();
    Set<String> kept =
        quiet.people().stream()
            .map(Quiet.Found::login)
            .filter(login -> login.contains("-kept"))
            .collect(Collectors.toSet());
    Map<String, String> loginById =
        quiet.cluster().sandbox().gitlab("gitlab").users().stream()
            .collect(Collectors.toMap(user -> Long.toString(user.id()), GitlabUser::username));
    for (Writes.Write write : quiet.writes()) {
      if (write.path().contains("/groups/kept/members/")
          && kept.contains(NoEffectWithoutRecord.login(write, loginById))) {
        problems.add("a held role was touched: " + write);
      }
    }
    var found = Company.found(quiet.cluster().sandbox());
    for (String login : kept) {
      if (!found.containsKey(login) || !found.get(login).containsKey("gitlab/kept")) {
        problems.add(login + " has lost a role that is held");
      }
    }
    int holds = 0;
    for (JsonNode hold : quiet.cluster().operator().get("/holds?all=true").body().path("holds")) {
      if (quiet.staff().containsKey(hold.path("directory").asText())) {
        holds++;
        if (!hold.path("state").asText().equalsIgnoreCase("OPEN")
            || hold.path("people").asInt() != kept.size()) {
          problems.add("not the hold that there should be: " + hold);
        }
      }
    }
    if (holds != 1) {
      problems.add(holds + " holds instead of one");
    }
    return problems;
  }
}
