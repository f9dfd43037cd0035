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
  private static final String RESYNC = "-resync-";
  private static final String NO_SETTINGS =
      "no policy was published since the tool was connected; nothing is looked at there yet";

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
    @Nullable Control last = reads.control(tool);
    String resync = last == null ? "" : last.getResync();
    String digest = proposed.getDigest() + suffix(paused, resync);
    if (last != null && last.getDigest().equals(digest)) {
      return new GuardDecision(List.of(), writes, List.of());
    }
    return written(
        Control.newBuilder(proposed).setPaused(paused).setResync(resync).setDigest(digest),
        last,
        writes,
        at);
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
    String digest = ofBundle(last) + suffix(paused, last.getResync());
    GuardDecision changed =
        written(
            Control.newBuilder(last).setPaused(paused).setDigest(digest).setCause(cause),
            last,
            writes,
            at);
    return new GuardDecision(changed.records(), changed.writes(), List.of(entry));
  }

  /** Asks the connectors of a tool to look at everything anew: other settings, by their digest. */
  static GuardDecision resync(String tool, Cause cause, GuardReads reads, Instant at) {
    @Nullable Control last = reads.control(tool);
    String words = last == null ? NO_SETTINGS : "everybody, and every managed scope";
    var entry = GuardAudit.order(AuditType.RESYNC_ASKED, cause, tool, words, last != null, at);
    if (last == null) {
      return new GuardDecision(List.of(), List.of(), List.of(entry));
    }
    String asked = cause.getCommand();
    GuardDecision changed =
        written(
            Control.newBuilder(last)
                .setResync(asked)
                .setDigest(ofBundle(last) + suffix(last.getPaused(), asked))
                .setCause(cause),
            last,
            List.of(),
            at);
    return new GuardDecision(changed.records(), changed.writes(), List.of(entry));
  }

  /** What the guard itself adds to the digest of a bundle's settings. */
  private static String suffix(boolean paused, String resync) {
    return (paused ? PAUSED : "") + (resync.isEmpty() ? "" : RESYNC + resync);
  }

  private static String ofBundle(Control written) {
    String digest = written.getDigest();
    int added = suffix(written.getPaused(), written.getResync()).length();
    return digest.substring(0, digest.length() - added);
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
