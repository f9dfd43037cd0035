package dev.rolecall.policy.draft;

import dev.rolecall.policy.PolicyFile;
import java.util.List;

/**
 * A proposed policy for one tool. Resolving everybody by its files, beside the policy in force,
 * takes nothing away that is held today but what {@code leftOver} lists, while the exceptions last.
 *
 * @param rules templates first, then those that explain most
 * @param exceptions what no rule explains, by person; sorted by userName
 * @param leftOver what the files say nothing of; sorted by userName, then scope and role
 * @param files empty when there is nothing to say; they load without an error
 */
public record PolicyDraft(
    String tool,
    Coverage coverage,
    List<ProposedRule> rules,
    List<DatedException> exceptions,
    List<LeftOver> leftOver,
    List<PolicyFile> files) {

  public PolicyDraft {
    rules = List.copyOf(rules);
    exceptions = List.copyOf(exceptions);
    leftOver = List.copyOf(leftOver);
    files = List.copyOf(files);
  }

  /**
   * What becomes of the roles held today: the last four add up to the first.
   *
   * @param observed roles held; the lower of two on a ladder not
   * @param inForce explained by the policy in force
   * @param byRules by a proposed rule, and by none in force
   * @param byExceptions by a dated exception only
   * @param gaining people who would newly get something
   * @param gained roles that they would get, or that would become higher
   */
  public record Coverage(
      int observed,
      int inForce,
      int byRules,
      int byExceptions,
      int leftOver,
      int gaining,
      int gained) {}
}
