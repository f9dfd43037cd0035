package dev.rolecall.bench;

import dev.rolecall.app.EmbeddedBroker;
import dev.rolecall.app.cli.TokenCommand;
import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.schemas.Topics;
import dev.rolecall.service.TopicSetup;
import dev.rolecall.views.directory.DirectoryView;
import dev.rolecall.views.directory.DirectoryViewConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;

/** How long it takes until all is served, and how fast a view is built anew. */
final class RestartBench {

  static final String FIRST = "all-in-one, first start to ready";
  static final String AGAIN = "all-in-one, later start to ready";

  private static final int GROUPS = 2_000;
  private static final int GROUPS_EACH = 20;

  private final Progress progress;

  private RestartBench(Progress progress) {
    this.progress = progress;
  }

  static List<Figure> run(Scale scale, Progress progress) throws Exception {
    RestartBench bench = new RestartBench(progress);
    List<Figure> figures = new ArrayList<>(bench.starts());
    int people = scale.of(10_000, 100_000);
    figures.add(bench.view(view(people), people, people));
    if (scale == Scale.FULL) {
      figures.add(bench.view("view of 1,000,000 people, rebuilt", 1_000_000, 0));
    }
    return figures;
  }

  static String view(int people) {
    return "view of %,d people x %d groups, rebuilt".formatted(people, GROUPS_EACH);
  }

  /** The broker alone and everything, by turns, on new folders and again on the same. */
  private List<Figure> starts() throws IOException, InterruptedException {
    try (Folder bare = Folder.make();
        Folder whole = Folder.make();
        Sandbox sandbox = Bed.sandbox()) {
      Path config =
          Bed.config(whole.path(), sandbox.url(Bed.TOOL), TokenCommand.random(new SecureRandom()));
      progress.at("first starts");
      Duration bareFirst = bare(bare.path());
      Duration first = whole(config);
      progress.at("later starts");
      Duration bareAgain = bare(bare.path());
      Duration again = whole(config);
      Figure base = Figure.of("bare broker, first start to its first record", bareFirst);
      Figure later = Figure.of("bare broker, later start to its first record", bareAgain);
      return List.of(
          base,
          Figure.of(FIRST, first).against(base),
          later,
          Figure.of(AGAIN, again).against(later));
    }
  }

  private static Duration bare(Path folder) throws IOException, InterruptedException {
    try (Child child =
        Child.start(
            BareBroker.class.getName(),
            List.of(folder.resolve("broker").toString()),
            BareBroker.READY)) {
      return child.tookToStart();
    }
  }

  private static Duration whole(Path config) throws IOException, InterruptedException {
    try (Child child =
        Child.start(
            "dev.rolecall.app.Main", List.of("up", "--config", config.toString()), "ready")) {
      return child.tookToStart();
    }
  }

  private Figure view(String what, int people, int withGroups) throws Exception {
    progress.at(what + ": writing the log");
    try (Folder folder = Folder.make();
        EmbeddedBroker broker = EmbeddedBroker.start(folder.path().resolve("broker"))) {
      try (Admin admin = Admin.create(broker.settings().admin("bench"))) {
        TopicSetup.create(admin, Topics.all(Set.of(Bed.TOOL)), TopicSetup.Layout.ALL_IN_ONE);
      }
      long records;
      try (DirectoryLog log = new DirectoryLog(broker.settings())) {
        log.users(0, people);
        log.groups(GROUPS, withGroups, GROUPS_EACH);
        records = log.written();
      }
      progress.at(what + ": reading it");
      Duration took = rebuilt(broker, folder.path().resolve("view.db"));
      return Figure.of(what, took).with(Measure.RATE, records / (took.toMillis() / 1e3));
    }
  }

  private static Duration rebuilt(EmbeddedBroker broker, Path file) throws InterruptedException {
    long start = System.nanoTime();
    try (DirectoryView view =
        DirectoryView.start(
            new DirectoryViewConfig(
                broker.settings(),
                "bench-view",
                file,
                DirectoryViewConfig.LONGEST_WAIT,
                InstantSource.system()))) {
      Await.until("the view has caught up", () -> view.problem().isEmpty());
      return Duration.ofNanos(System.nanoTime() - start);
    }
  }
}
