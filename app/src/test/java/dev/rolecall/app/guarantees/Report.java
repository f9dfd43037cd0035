package dev.rolecall.app.guarantees;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What happened under one seed, for people: {@code target/guarantees/seed-N.md}. */
final class Report {

  private static final Path FOLDER = Path.of("target/guarantees");
  private static final int SHOWN = 20;

  private final long seed;
  private final long begin = System.nanoTime();
  private final List<String> steps = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private final Map<String, Integer> answers = new TreeMap<>();
  private long slowest;

  Report(long seed) {
    this.seed = seed;
  }

  synchronized void step(String what) {
    double seconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
    steps.add("%6.1f s  %s".formatted(seconds, what));
    System.out.printf("seed %d: %5.1f s %s%n", seed, seconds, what.lines().findFirst().orElse(""));
  }

  synchronized void happened(Fault fault) {
    faults.add(fault.toString());
    System.out.printf("seed %d: %s%n", seed, fault);
  }

  synchronized void answered(Answered answered) {
    answers.merge(
        (answered.isWrite() ? "write " : "read ")
            + (answered.status() == 0 ? "without an answer" : answered.status()),
        1,
        Integer::sum);
    slowest =
        Math.max(
            slowest,
            switch (answered) {
              case Answered.OfUser user -> user.operation().to() - user.operation().from();
              case Answered.OfGroup group -> group.operation().to() - group.operation().from();
            });
  }

  synchronized void write(List<Guarantee> guarantees, Map<String, List<String>> problems)
      throws IOException {
    String promises =
        guarantees.stream()
            .map(each ->
                "- %s: %s\n"
                    .formatted(
                        each.promise(), problems.containsKey(each.promise()) ? "BROKEN" : "held"))
            .collect(Collectors.joining());
    String wrong =
        problems.entrySet().stream()
            .map(each ->
                "## %s\n\n```\n%s\n```\n\n"
                    .formatted(
                        each.getKey(),
                        each.getValue().stream().limit(SHOWN).collect(Collectors.joining("\n\n"))))
            .collect(Collectors.joining());
    Files.createDirectories(FOLDER);
    Files.writeString(
        FOLDER.resolve("seed-" + seed + ".md"),
        """
        # Seed %d: %s

        %s
        ## What happened to processes

        ```
        %s
        ```

        ## What was answered

        ```
        %s
        slowest %.1f s
        ```

        ## Time

        ```
        %s
        ```

        %s\
        """
            .formatted(
                seed,
                problems.isEmpty() ? "green" : "RED",
                promises,
                String.join("\n", faults),
                answers.entrySet().stream()
                    .map(each -> "%5d  %s".formatted(each.getValue(), each.getKey()))
                    .collect(Collectors.joining("\n")),
                slowest / 1e9,
                String.join("\n", steps),
                wrong));
  }
}
