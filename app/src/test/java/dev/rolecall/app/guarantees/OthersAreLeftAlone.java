package dev.rolecall.app.guarantees;

import dev.rolecall.sandbox.gitlab.AccessLevel;
import dev.rolecall.sandbox.gitlab.GitlabUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Guarantee 7: what Rolecall neither granted nor adopted is not touched. */
final class OthersAreLeftAlone implements Guarantee {

  @Override
  public String promise() {
    return "accounts and roles that are not ours are not touched";
  }

  @Override
  public List<String> check(Quiet quiet) {
    List<String> problems = new ArrayList<>();
    Map<String, Integer> theirs = new TreeMap<>(Map.of("drone/server", 0));
    Company.SCOPES.forEach(scope -> theirs.put("gitlab/" + scope, AccessLevel.DEVELOPER.value()));
    var found = Company.found(quiet.cluster().sandbox());
    for (String other : Company.OTHERS) {
      if (!theirs.equals(found.get(other))) {
        problems.add("%s has %s".formatted(other, found.get(other)));
      }
    }
    Map<String, String> loginById =
        quiet.cluster().sandbox().gitlab("gitlab").users().stream()
            .collect(Collectors.toMap(user -> Long.toString(user.id()), GitlabUser::username));
    for (Writes.Write write : quiet.writes()) {
      String login = NoEffectWithoutRecord.login(write, loginById);
      if (Company.OTHERS.contains(login) || login.isEmpty()) {
        problems.add("a call that is about none of ours: " + write);
      }
    }
    return problems;
  }
}
