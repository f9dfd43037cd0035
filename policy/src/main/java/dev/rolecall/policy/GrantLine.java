package dev.rolecall.policy;

import dev.rolecall.policy.selector.Wording;
import java.util.List;

/** What a rule gives in one scope. */
record GrantLine(Aim aim, Wording scope, List<Wording> roles) {
  GrantLine {
    roles = List.copyOf(roles);
  }
}
