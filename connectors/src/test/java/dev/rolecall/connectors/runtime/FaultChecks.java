package dev.rolecall.connectors.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.connectors.tool.ToolDescriptor;
import dev.rolecall.connectors.tool.ToolDescriptor.OffboardingStep;
import dev.rolecall.sandbox.http.JournalEntry;
import dev.rolecall.sandbox.http.Simulated;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Finding;
import dev.rolecall.schemas.avro.FindingKind;
import dev.rolecall.schemas.avro.Phase;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.Status;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/** What must be so at the end of a run, as the simulator and the log show it. */
record FaultChecks(
    FaultRuns runs,
    Simulated tool,
    ToolDescriptor descriptor,
    MemoryLog log,
    List<FaultPerson> people) {

  /** With these somebody may come to rest: the tool, or somebody by hand, made it so. */
  private static final Set<FindingKind> ALLOWED =
      EnumSet.of(
          FindingKind.UNEXPLAINED,
          FindingKind.LEFTOVER,
          FindingKind.UNMANAGED,
          FindingKind.PROTECTED,
          FindingKind.MANUAL);

  private static final Set<Phase> ENDS = EnumSet.of(Phase.VERIFIED, Phase.FAILED, Phase.SKIPPED);

  void everything(String untouched) {
    people.forEach(this::person);
    assertThat(runs.untouched(tool)).as("what is not ours").isEqualTo(untouched);
    nothingWasSentToStrangers();
    auditIsComplete();
  }

  private void person(FaultPerson person) {
    if (person.access() == null) {
      return;
    }
    Status status = Objects.requireNonNull(log.newest(person.key));
    assertThat(runs.accounts(tool, person.login)).as("accounts of " + person.login).isLessThan(2);
    assertThat(status.getFindings().stream().map(Finding::getKind).toList())
        .as("findings of %s: %s", person.login, status.getFindings())
        .isSubsetOf(ALLOWED);
    SortedMap<String, Set<String>> held = runs.held(tool, person.login);
    if (person.isProtected) {
      assertThat(held).as("the protected " + person.login).isEqualTo(person.atFirst);
      return;
    }
    runs.scopes().forEach(scope -> managed(person, scope, held.getOrDefault(scope, Set.of())));
    runs.silent().forEach(scope -> left(person, scope, held.getOrDefault(scope, Set.of())));
    runs.unmanaged().forEach(scope -> left(person, scope, held.getOrDefault(scope, Set.of())));
    if (person.leaves()) {
      leaver(person, status);
    } else if (runs.scopes().stream().anyMatch(scope -> !person.wanted(scope).isEmpty())) {
      assertThat(runs.couldGetIn(tool, person.login)).as(person.login + " can work").isTrue();
    }
  }

  /** What access says; what somebody else gave may stay where it is more. */
  private void managed(FaultPerson person, String scope, Set<String> held) {
    Set<String> wanted = person.wanted(scope);
    Set<String> given = person.given(scope);
    String what = person.login + " in " + scope + ", wanted " + wanted + ", by hand " + given;
    boolean ladder =
        switch (Shape.of(descriptor, scope)) {
          case LADDER -> true;
          case SET -> false;
        };
    if (!ladder) {
      Set<String> most = new TreeSet<>(wanted);
      most.addAll(given);
      assertThat(held).as(what).containsAll(wanted).isSubsetOf(most);
      return;
    }
    List<Set<String>> allowed = new ArrayList<>(List.of(wanted));
    List<String> roles = runs.roles(scope);
    for (String role : given) {
      if (wanted.isEmpty() || roles.indexOf(role) > roles.indexOf(wanted.iterator().next())) {
        allowed.add(Set.of(role));
      }
    }
    assertThat(allowed).as(what).contains(held);
  }

  /** No rule says anything here: only the deletion of the account takes it. */
  private void left(FaultPerson person, String scope, Set<String> held) {
    String what = "what " + person.login + " has by hand in " + scope;
    if (person.everLeft
        && descriptor.offboarding().contains(OffboardingStep.DELETE_ACCOUNT)
        && held.isEmpty()) {
      return;
    }
    List<String> roles = runs.roles(scope);
    switch (Shape.of(descriptor, scope)) {
      case SET -> assertThat(held).as(what).isEqualTo(person.given(scope));
      case LADDER -> {
        assertThat(held).as(what).isSubsetOf(person.given(scope));
        assertThat(held.isEmpty()).as(what).isEqualTo(person.given(scope).isEmpty());
        assertThat(roles).containsAll(held);
      }
    }
  }

  private void leaver(FaultPerson person, Status status) {
    boolean neverOurs =
        status.getState() == State.BLOCKED
            && status.getFindings().stream()
                .anyMatch(finding ->
                    finding.getKind() == FindingKind.LEFTOVER && finding.getScope() == null);
    if (!neverOurs) {
      assertThat(runs.couldGetIn(tool, person.login))
          .as("%s left and could get in: %s", person.login, status)
          .isFalse();
    }
    if (status.getState() == State.OFFBOARDED) {
      assertThat(log.audit())
          .as("the offboarding of " + person.login)
          .anyMatch(entry ->
              entry.getType() == AuditType.OFFBOARDED && person.login.equals(entry.getPerson()));
    }
  }

  private void nothingWasSentToStrangers() {
    Set<String> untouchable = runs.untouchable(tool);
    for (JournalEntry entry : tool.journal().entries()) {
      String path = URLDecoder.decode(entry.path(), StandardCharsets.UTF_8);
      if (!runs.onlyReads(entry)) {
        assertThat(untouchable)
            .as("%s %s", entry.method(), path)
            .noneMatch(path::contains);
      }
    }
  }

  private void auditIsComplete() {
    Map<String, List<AuditEntry>> changes = new LinkedHashMap<>();
    for (AuditEntry entry : log.audit()) {
      if (entry.getIntent() != null) {
        String change = entry.getId().substring(0, entry.getId().lastIndexOf('/'));
        changes.computeIfAbsent(change, unused -> new ArrayList<>()).add(entry);
      }
    }
    changes.forEach((change, entries) -> {
      List<Phase> phases = entries.stream().map(AuditEntry::getPhase).toList();
      assertThat(phases.getFirst()).as(change + " begins").isEqualTo(Phase.PLANNED);
      assertThat(ENDS).as(change + " ends: " + phases).contains(phases.getLast());
    });
  }

  /** How the roles of a scope go together. */
  private static final class Shape {
    static ToolDescriptor.RoleKind of(ToolDescriptor tool, String scope) {
      return tool.scopes().stream()
          .filter(shape ->
              shape.pattern().equals("{**}")
                  || shape.pattern().equals(scope)
                  || (shape.pattern().contains("{")
                      && scope.startsWith(
                          shape.pattern().substring(0, shape.pattern().indexOf('{')))))
          .findFirst()
          .map(ToolDescriptor.ScopeShape::kind)
          .orElse(ToolDescriptor.RoleKind.LADDER);
    }
  }
}
