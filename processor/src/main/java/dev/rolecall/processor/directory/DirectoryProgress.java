package dev.rolecall.processor.directory;

import dev.rolecall.processor.directory.decide.Job;
import java.time.Instant;
import java.util.List;

/**
 * Work in the partitions of this process that outlives its command.
 *
 * @param jobs at most {@link #LISTED}
 */
public record DirectoryProgress(List<JobProgress> jobs) {

  /** What an operator reads at a glance; the rest follows as these end. */
  static final int LISTED = 100;

  /**
   * How far one job is.
   *
   * @param target id of the group or user
   * @param done members or groups that were worked on
   * @param total how many there were when it began
   * @param command the command it belongs to
   */
  public record JobProgress(
      String directory,
      String kind,
      String target,
      int done,
      int total,
      String command,
      Instant since) {}

  public DirectoryProgress {
    jobs = List.copyOf(jobs);
  }

  static JobProgress of(Job job) {
    return new JobProgress(
        job.directory(),
        job.kind().name(),
        job.target(),
        job.done(),
        job.total(),
        job.cause().getCommand(),
        job.cause().getDecidedAt());
  }
}
