package dev.rolecall.connectors.gitlab;

import dev.rolecall.connectors.gitlab.Roles.Role;
import dev.rolecall.connectors.http.Reply;
import dev.rolecall.connectors.http.Reply.Answer;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Applied.Call;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.ToolException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Grants, changes and takes away direct memberships. */
final class Memberships {
  /** GitLab miscounts owners that are removed at once, so each place has one writer at a time. */
  private final ReentrantLock[] writers =
      Stream.generate(ReentrantLock::new).limit(64).toArray(ReentrantLock[]::new);

  private final Members members;
  private final Places places;

  Memberships(Members members, Places places) {
    this.members = members;
    this.places = places;
  }

  Applied grant(Place place, String user, Role role, Optional<LocalDate> ends) {
    Reply reply = members.add(place, user, role, ends);
    if (reply instanceof Answer answer && answer.status() == 409) {
      return overtake(place, user, role, ends, reply.call());
    }
    return written(place, reply);
  }

  /** "Member already exists" says nothing of the level. A higher one is somebody's decision. */
  private Applied overtake(
      Place place, String user, Role role, Optional<LocalDate> ends, Call refused) {
    try {
      if (!(members.direct(place, user) instanceof Members.Asked.There there)
          || there.member().level() > role.number()) {
        return new Applied.Conflict(refused);
      }
      return set(place, user, there.member(), role, ends);
    } catch (ToolException unread) {
      return new Applied.Conflict(refused);
    }
  }

  Applied change(Place place, String user, Change.ChangeRole change, Role to) throws ToolException {
    if (!(members.direct(place, user) instanceof Members.Asked.There there)) {
      return gone(place);
    }
    Member now = there.member();
    if (!now.role().equals(to.name()) && !now.role().equals(change.from())) {
      return new Applied.Conflict(Call.NONE);
    }
    ReentrantLock writer = writer(place);
    writer.lock();
    try {
      return set(place, user, now, to, change.ends());
    } finally {
      writer.unlock();
    }
  }

  private Applied set(Place place, String user, Member now, Role role, Optional<LocalDate> ends) {
    if (now.role().equals(role.name()) && now.ends().equals(ends)) {
      return new Applied.Already(Call.NONE);
    }
    Reply reply = members.set(place, user, now, role, ends);
    return reply instanceof Answer answer && answer.status() == 403 && now.role().equals("owner")
        ? lastOwner(reply)
        : written(place, reply);
  }

  Applied revoke(Place place, String user, String role) throws ToolException {
    ReentrantLock writer = writer(place);
    writer.lock();
    try {
      return switch (members.direct(place, user)) {
        case Members.Asked.NotThere none -> new Applied.Already(Call.NONE);
        case Members.Asked.NoPlace gone -> gone(place);
        case Members.Asked.There there ->
            there.member().role().equals(role)
                ? remove(place, user, role)
                : new Applied.Conflict(Call.NONE);
      };
    } finally {
      writer.unlock();
    }
  }

  private Applied remove(Place place, String user, String role) {
    Reply reply = members.remove(place, user);
    boolean owner = role.equals(AccessLevel.OWNER.role());
    if (Words.notFound(reply)) {
      return new Applied.Already(reply.call());
    }
    if (reply instanceof Answer answer && answer.status() == 403 && owner) {
      return lastOwner(reply);
    }
    Applied applied = written(place, reply);
    return owner && applied instanceof Applied.Done ? reallyGone(place, user, reply) : applied;
  }

  /** GitLab says 204 also when it has just kept the last owner. */
  private Applied reallyGone(Place place, String user, Reply reply) {
    try {
      return members.direct(place, user) instanceof Members.Asked.There
          ? lastOwner(reply)
          : new Applied.Done(reply.call());
    } catch (ToolException unread) {
      return new Applied.Unknown(reply.call());
    }
  }

  /** A refused scope of the token is not about owners. */
  private static Applied lastOwner(Reply reply) {
    Applied general = Words.written(reply);
    return general instanceof Applied.Unauthorised ? general : new Applied.LastHolder(reply.call());
  }

  private Applied written(Place place, Reply reply) {
    if (Words.queued(reply)) {
      return new Applied.PendingExternal(reply.call(), "approval by a GitLab administrator");
    }
    if (Words.inherited(reply)) {
      return new Applied.SatisfiedByInheritance(reply.call());
    }
    if (reply instanceof Answer answer && answer.status() == 405) {
      return new Applied.Refused(reply.call(), "memberships here are locked to LDAP or SAML");
    }
    if (Words.placeMissing(reply)
        || (reply instanceof Answer moved && moved.status() >= 300 && moved.status() <= 399)) {
      places.forget(place);
      return new Applied.Conflict(reply.call());
    }
    return Words.written(reply);
  }

  private Applied gone(Place place) {
    places.forget(place);
    return new Applied.Conflict(Call.NONE);
  }

  private ReentrantLock writer(Place place) {
    return writers[Math.floorMod(place.path().hashCode(), writers.length)];
  }
}
