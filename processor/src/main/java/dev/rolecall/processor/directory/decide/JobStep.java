package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.UserState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One bounded step of a job: what it writes, and the job as it goes on.
 *
 * @param begun jobs for the groups that were come across
 * @param finished nothing is left to do
 */
public record JobStep(
    List<Fact> facts,
    List<PeopleRecord> people,
    List<AuditEntry> audit,
    Job job,
    List<Job> begun,
    boolean finished) {

  public JobStep {
    facts = List.copyOf(facts);
    people = List.copyOf(people);
    audit = List.copyOf(audit);
    begun = List.copyOf(begun);
  }

  /** Works on the next few people or groups, as the state has them now. */
  public static JobStep next(Job job, DirectoryReads reads, int atMost) {
    Draft draft = new Draft(reads.directory(), job.cause());
    draft.carry(job.effects());
    Afterwards after = new Afterwards(reads, draft);
    List<Job> begun = new ArrayList<>();
    List<String> worked =
        switch (job.kind()) {
          case RESOLVE_MEMBERS -> resolveMembers(job, after, atMost, begun);
          case REMOVE_GROUP -> removeGroup(job, after, atMost, begun);
          case REMOVE_USER -> removeUser(job, after, atMost);
        };
    boolean atEnd = worked.size() < atMost;
    boolean goesAround = atEnd && job.until() != null && !job.isAroundTheEnd();
    Job at = worked.isEmpty() ? job : job.at(worked.getLast(), worked.size());
    return new JobStep(
        draft.facts(),
        draft.people(),
        draft.findings(),
        goesAround ? at.aroundTheEnd() : at,
        begun,
        !goesAround && (atEnd || (job.isAroundTheEnd() && !at.isAroundTheEnd())));
  }

  private static List<String> resolveMembers(
      Job job, Afterwards after, int atMost, List<Job> begun) {
    if (after.group(job.target()) == null) {
      return List.of();
    }
    List<String> members =
        after.members(job.target(), job.cursor(), atMost).stream()
            .filter(member -> !job.isAroundTheEnd() || member.compareTo(job.until()) <= 0)
            .toList();
    for (String member : members) {
      UserState user = after.user(member);
      if (user != null) {
        after.publish(user);
      } else {
        goOn(job, after.group(member), after, begun);
      }
    }
    return members;
  }

  private static List<String> removeGroup(Job job, Afterwards after, int atMost, List<Job> begun) {
    List<String> members = after.members(job.target(), job.cursor(), atMost);
    for (String member : members) {
      after.removeMember(job.target(), member);
      UserState user = after.user(member);
      if (user != null) {
        // The group is gone, so the person no longer has it, edge or no edge.
        after.publish(user);
      } else {
        goOn(job, Edges.nested(member, -1, after), after, begun);
      }
    }
    return members;
  }

  /**
   * Goes on in a group below, once for each command however many paths lead there: that is what
   * ends circles.
   */
  private static void goOn(
      Job job, @Nullable GroupState nested, Afterwards after, List<Job> begun) {
    if (nested != null && after.resolvedFor(nested.getId()) < job.offset()) {
      begun.add(after.below(job, nested));
    }
  }

  private static List<String> removeUser(Job job, Afterwards after, int atMost) {
    SortedMap<String, Instant> groups = after(job.cursor(), after.groupsOf(job.target()));
    List<Map.Entry<String, Instant>> next = groups.entrySet().stream().limit(atMost).toList();
    for (Map.Entry<String, Instant> edge : next) {
      if (Edges.goesWith(job.cause(), edge.getValue())) {
        Edges.remove(edge.getKey(), job.target(), after);
      }
    }
    return next.stream().map(Map.Entry::getKey).toList();
  }

  private static SortedMap<String, Instant> after(
      @Nullable String cursor, SortedMap<String, Instant> groups) {
    return cursor == null ? groups : groups.tailMap(cursor + '\0');
  }
}
