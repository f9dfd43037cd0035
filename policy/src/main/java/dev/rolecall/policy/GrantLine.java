package dev.rolecall.policy;

import dev.rolecall.policy.selector.Wording;
import java.util.List;

/** What a rule gives in one scope of one tool. */
record GrantLine(ToolShapes tool, Wording scope, List<Wording> roles) {}
