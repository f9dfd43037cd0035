package dev.rolecall.processor.guard;

import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.PauseTools;
import dev.rolecall.schemas.avro.Proposal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a tool's connectors go by: the settings of the bundle in force, and whether they may act.
 */
final class Settings {

  private static final String PAUSED = "-paused";

  private Settings() {}

  /** A proposed control carries the version of its bundle as its counter. */
  static GuardDecision decide(Proposal proposal, Control proposed, GuardReads reads, Instant at) {
    String tool = proposed.getTool();
    long bundle = proposed.getVersion().getCounter();
    @Nullable SeenBundle seen = reads.bundleSeen(tool);
    if (seen != null && bundle < seen.version()) {
      // Another partition of people is ahead: its settings are newer.
      return GuardDecision.NOTHING;
    }
    List<GuardWrite> writes = new ArrayList<>();
    if (seen == null || bundle > seen.version()) {
      String command = proposed.getCause().getCommand();
      writes.add(
          new GuardWrite.SawBundle(
              tool,
              new SeenBundle(bundle, command, proposal.getPlanned(), proposal.getInForceSince())));
    }
    boolean paused = reads.isPaused(tool);
    String digest = paused ? proposed.getDigest() + PAUSED : proposed.getDigest();
    @Nullable Control last = reads.control(tool);
    if (last != null && last.getDigest().equals(digest)) {
      return new GuardDecision(List.of(), writes, List.of());
    }
    return written(
        Control.newBuilder(proposed).setPaused(paused).setDigest(digest), last, writes, at);
  }

  static GuardDecision pause(Proposal proposal, PauseTools asked, GuardReads reads, Instant at) {
    String tool = proposal.getTool();
    Cause cause = Objects.requireNonNull(proposal.getCause());
    boolean paused = asked.getPaused();
    if (paused == reads.isPaused(tool)) {
      return GuardDecision.NOTHING;
    }
    List<GuardWrite> writes = new ArrayList<>();
    writes.add(new GuardWrite.Paused(tool, paused));
    String words = asked.getReason() == null ? "no reason given" : asked.getReason();
    var entry =
        GuardAudit.order(
            paused ? AuditType.TOOL_PAUSED : AuditType.TOOL_RESUMED, cause, tool, words, true, at);
    @Nullable Control last = reads.control(tool);
    if (last == null) {
      return new GuardDecision(List.of(), writes, List.of(entry));
    }
    String before = last.getDigest();
    String digest =
        paused ? before + PAUSED : before.substring(0, before.length() - PAUSED.length());
    GuardDecision changed =
        written(
            Control.newBuilder(last).setPaused(paused).setDigest(digest).setCause(cause),
            last,
            writes,
            at);
    return new GuardDecision(changed.records(), changed.writes(), List.of(entry));
  }

  private static GuardDecision written(
      Control.Builder unstamped, @Nullable Control last, List<GuardWrite> writes, Instant at) {
    Control written =
        unstamped
            .setVersion(Guard.Versions.next(last == null ? null : last.getVersion(), at))
            .build();
    return new GuardDecision(
        List.of(new GuardDecision.Written.OfControl(written)),
        writes,
        List.of(GuardAudit.controlChanged(written, at)));
  }
}
