package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.avro.UserState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One bounded step of a job: what it writes, and the job as it goes on.
 *
 * @param finished nothing is left to do
 */
public record JobStep(List<Fact> facts, List<PeopleRecord> people, Job job, boolean finished) {

  /** Works on the next few people or groups, as the state has them now. */
  public static JobStep next(Job job, DirectoryReads reads, int atMost) {
    Draft draft = new Draft(reads.directory(), job.cause());
    List<String> worked =
        switch (job.kind()) {
          case RESOLVE_MEMBERS -> resolveMembers(job, reads, atMost, draft);
          case REMOVE_GROUP -> removeGroup(job, reads, atMost, draft);
          case REMOVE_USER -> removeUser(job, reads, atMost, draft);
        };
    Job after = worked.isEmpty() ? job : job.at(worked.getLast(), worked.size());
    return new JobStep(draft.facts(), draft.people(), after, worked.size() < atMost);
  }

  private static List<String> resolveMembers(
      Job job, DirectoryReads reads, int atMost, Draft draft) {
    if (reads.group(job.target()) == null) {
      return List.of();
    }
    List<String> members = reads.members(job.target(), job.cursor(), atMost);
    members.forEach(member -> publish(member, reads, draft));
    return members;
  }

  private static List<String> removeGroup(Job job, DirectoryReads reads, int atMost, Draft draft) {
    List<String> members = reads.members(job.target(), job.cursor(), atMost);
    for (String member : members) {
      draft.removeMember(job.target(), member);
      // The group is gone, so the person no longer has it, edge or no edge.
      publish(member, reads, draft);
    }
    return members;
  }

  private static List<String> removeUser(Job job, DirectoryReads reads, int atMost, Draft draft) {
    SortedMap<String, Instant> groups = after(job.cursor(), reads.groupsOf(job.target()));
    List<Map.Entry<String, Instant>> next = groups.entrySet().stream().limit(atMost).toList();
    for (Map.Entry<String, Instant> edge : next) {
      if (Edges.goesWith(job.cause(), edge.getValue())) {
        Edges.remove(edge.getKey(), job.target(), reads, draft);
      }
    }
    return next.stream().map(Map.Entry::getKey).toList();
  }

  private static SortedMap<String, Instant> after(
      @Nullable String cursor, SortedMap<String, Instant> groups) {
    return cursor == null ? groups : groups.tailMap(cursor + '\0');
  }

  private static void publish(String member, DirectoryReads reads, Draft draft) {
    UserState user = reads.user(member);
    if (user != null) {
      draft.publish(Persons.of(user, reads));
    }
  }
}
