package dev.rolecall.processor.access;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.AdoptedCell;
import dev.rolecall.schemas.avro.AdoptedPerson;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.DecideHold;
import dev.rolecall.schemas.avro.DirectoryPhase;
import dev.rolecall.schemas.avro.PauseTools;
import dev.rolecall.schemas.avro.Proposal;
import dev.rolecall.schemas.avro.Resync;
import dev.rolecall.schemas.avro.SetLink;
import dev.rolecall.schemas.avro.UndoneCell;
import dev.rolecall.schemas.avro.UndonePerson;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What operators decided, handed on to the guard of each tool that it is about. */
final class OrdersToGuard {

  private final Set<String> tools;

  OrdersToGuard(Collection<String> tools) {
    this.tools = new TreeSet<>(tools);
  }

  List<Proposal> of(DirectoryPhase phase, Cause cause) {
    return to(tools, phase, cause);
  }

  List<Proposal> of(DecideHold asked, Cause cause) {
    return to(List.of(Keys.toolOfHold(asked.getHold())), asked, cause);
  }

  List<Proposal> of(PauseTools asked, Cause cause) {
    return to(asked.getTools(), asked, cause);
  }

  List<Proposal> of(UndonePerson asked, Cause cause) {
    return to(
        new TreeSet<>(asked.getCells().stream().map(UndoneCell::getTool).toList()), asked, cause);
  }

  List<Proposal> of(Resync asked, Cause cause) {
    return to(asked.getTools(), asked, cause);
  }

  List<Proposal> of(AdoptedPerson asked, Cause cause) {
    return to(
        new TreeSet<>(asked.getCells().stream().map(AdoptedCell::getTool).toList()), asked, cause);
  }

  List<Proposal> of(SetLink asked, Cause cause) {
    return to(List.of(asked.getTool()), asked, cause);
  }

  /** A tool that is not configured has no guard. */
  private List<Proposal> to(Collection<String> named, Object body, Cause cause) {
    return named.stream()
        .filter(tools::contains)
        .map(tool -> Proposal.newBuilder().setTool(tool).setBody(body).setCause(cause).build())
        .toList();
  }
}
