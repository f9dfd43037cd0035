package dev.rolecall.processor.guard;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Link;
import dev.rolecall.schemas.avro.NativeAccount;
import dev.rolecall.schemas.avro.Resync;
import dev.rolecall.schemas.avro.SetLink;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator asks a connector to do again: to look at somebody, or to go by another account
 * from now on. The access stays what it was, under a new version; what is held stays held.
 */
final class Repeating {

  /** How a link was found, in its record. */
  static final String BY_HAND = "by hand";

  /** Until a connector reads the account; it knows the tool's own words. */
  private static final String NOT_READ_YET = "unknown";

  private final String tool;
  private final GuardReads reads;
  private final Instant at;

  Repeating(String tool, GuardReads reads, Instant at) {
    this.tool = tool;
    this.reads = reads;
    this.at = at;
  }

  GuardDecision resync(Resync asked, Cause cause) {
    @Nullable String person = asked.getPerson();
    if (person == null) {
      return Settings.resync(tool, cause, reads, at);
    }
    AccessWriter writer = writer();
    boolean done = repeat(person, cause, writer);
    writer.audit(
        of(
            AuditType.RESYNC_ASKED,
            cause,
            person,
            done ? "looked at anew" : "there is no access here to look at",
            done));
    return writer.decision();
  }

  GuardDecision link(SetLink asked, Cause cause) {
    String person = asked.getPerson();
    @Nullable Access before = reads.access(tool, person);
    // A claim is sticky: what connectors look under is what it was claimed as.
    String key = before != null && isOwn(before) ? before.getAccount().getKey() : asked.getKey();
    @Nullable String holder = reads.holder(tool, key);
    if (holder != null && !holder.equals(person)) {
      return new GuardDecision(
          List.of(),
          List.of(),
          List.of(
              of(
                  AuditType.LINK_SET,
                  cause,
                  person,
                  "the account key belongs to " + holder + "; nothing was linked",
                  false)));
    }
    AccessWriter writer = writer();
    writer.tell(new GuardDecision.Written.OfLink(link(asked, key, cause)));
    repeat(person, cause, writer);
    String words = asked.getAccount() == null ? "taken back: looked for again" : BY_HAND;
    writer.audit(of(AuditType.LINK_SET, cause, person, words, true));
    return writer.decision();
  }

  private Link link(SetLink asked, String key, Cause cause) {
    String directory = Keys.directoryOf(asked.getPerson());
    @Nullable String account = asked.getAccount();
    return new Link(
        tool,
        key,
        directory,
        asked.getPerson().substring(directory.length() + 1),
        account == null ? null : new NativeAccount(account, asked.getLogin(), NOT_READ_YET),
        BY_HAND,
        cause.getActor(),
        at);
  }

  /** Whether there was something to repeat. */
  private boolean repeat(String person, Cause cause, AccessWriter writer) {
    @Nullable Access before = reads.access(tool, person);
    if (before == null || reads.control(tool) == null || !isOwn(before)) {
      return false;
    }
    writer.repeat(Access.newBuilder(before).setCause(cause));
    return true;
  }

  private static boolean isOwn(Access access) {
    return switch (access.getDisposition()) {
      case CONVERGE, LEAVER -> true;
      case CONFLICT, SUPERSEDED -> false;
    };
  }

  private AuditEntry of(AuditType type, Cause cause, String person, String words, boolean done) {
    return GuardAudit.ofPerson(type, cause, tool, person, List.of(), words, done, at);
  }

  private AccessWriter writer() {
    @Nullable Control control = reads.control(tool);
    return new AccessWriter(control, reads.lastVersion(tool), at);
  }
}
