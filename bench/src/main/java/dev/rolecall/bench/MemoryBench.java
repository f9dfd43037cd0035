package dev.rolecall.bench;

import dev.rolecall.app.cli.TokenCommand;
import dev.rolecall.app.cli.TokenCommand.Token;
import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.schemas.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Resident memory, with everybody in the directory, of processes of their own. */
final class MemoryBench {

  private static final String MAIN = "dev.rolecall.app.Main";
  private static final int IN_FLIGHT = 32;
  private static final int AT_ONCE = 1_000;

  /** One of so many people has an account in the tool. */
  private static final int PER_ACCOUNT = 20;

  private static final double HUNDRED_THOUSAND = 100_000;

  private final Progress progress;
  private final int people;

  private MemoryBench(Progress progress, int people) {
    this.progress = progress;
    this.people = people;
  }

  static List<Figure> run(Scale scale, Progress progress) throws Exception {
    MemoryBench bench = new MemoryBench(progress, scale.of(5_000, 100_000));
    List<Figure> figures = new ArrayList<>(bench.whole());
    figures.addAll(bench.services());
    return figures;
  }

  static String whole(int people) {
    return "all-in-one with %,d people".formatted(people);
  }

  private List<Figure> whole() throws Exception {
    try (Folder folder = Folder.make();
        Sandbox sandbox = Bed.sandbox()) {
      Token token = TokenCommand.random(new SecureRandom());
      Path config = Bed.config(folder.path(), sandbox.url(Bed.TOOL), token);
      try (Child all = Child.start(MAIN, List.of("up", "--config", config.toString()), "SCIM");
          Scim scim = new Scim(URI.create(all.answer()), token.secret())) {
        publish(config, "published");
        Optional<Double> empty = all.resident();
        progress.at("all-in-one: %,d people".formatted(people));
        Figure imported = bringIn(scim);
        List<Figure> figures = new ArrayList<>();
        resident("all-in-one, empty", empty).ifPresent(figures::add);
        resident(whole(people), all.resident()).ifPresent(figures::add);
        figures.add(imported);
        return figures;
      }
    }
  }

  /** Policies of tools that are enforced take effect when somebody says so. */
  private static void publish(Path config, String awaited)
      throws IOException, InterruptedException {
    String policies = config.resolveSibling("policies").toString();
    List<String> arguments = List.of("policy", "apply", policies, "--config", config.toString());
    try (Child apply = Child.start(MAIN, arguments, awaited)) {
      if (apply.answer().isEmpty()) {
        throw new IllegalStateException("the policy is not in force");
      }
    }
  }

  private static Optional<Figure> resident(String what, Optional<Double> mebibytes) {
    return mebibytes.map(each -> Figure.of(what).with(Measure.MEBIBYTES, each));
  }

  private Figure bringIn(Scim scim) throws Exception {
    String everybody = scim.createGroup("everybody");
    String users = scim.createGroup(Bed.USERS);
    var created = new ConcurrentLinkedQueue<String>();
    AtomicInteger logins = new AtomicInteger();
    Sample sample =
        ClosedLoop.repeat(
            IN_FLIGHT,
            people,
            (worker, turn) -> created.add(scim.createUser("person-" + logins.incrementAndGet())));
    List<String> ids = List.copyOf(created);
    for (int from = 0; from < ids.size(); from += AT_ONCE) {
      List<String> part = ids.subList(from, Math.min(ids.size(), from + AT_ONCE));
      scim.addMembers(everybody, part);
      scim.addMembers(users, part.subList(0, Math.ceilDiv(part.size(), PER_ACCOUNT)));
    }
    return Figure.of("  the import, %d requests at a time".formatted(IN_FLIGHT), sample.took())
        .with(Measure.RATE, sample.perSecond());
  }

  /** Each service alone, on a broker that is none of theirs: what people add to each. */
  private List<Figure> services() throws Exception {
    try (Folder folder = Folder.make();
        Sandbox sandbox = Bed.sandbox();
        Child broker =
            Child.start(
                BareBroker.class.getName(),
                List.of(folder.path().resolve("broker").toString()),
                BareBroker.READY)) {
      Token token = TokenCommand.random(new SecureRandom());
      Path config = Bed.config(folder.path(), sandbox.url(Bed.TOOL), token);
      int port = freePort();
      Files.writeString(
          config,
          Files.readString(config).replaceFirst("port: 0", "port: " + port)
              + "kafka: { bootstrap.servers: \""
              + broker.answer()
              + "\" }\n"
              // All of them on one machine.
              + "watch: { port: 0 }\n");
      String file = config.toString();
      createTopics(file);
      progress.at("services alone");
      return services(file, broker, new Scim(scim(port), token.secret()));
    }
  }

  private static void createTopics(String config) throws IOException, InterruptedException {
    int topics = Topics.all(Set.of(Bed.TOOL)).size();
    List<String> arguments = List.of("topics", "create", "--replication", "1", "--config", config);
    try (Child create = Child.start(MAIN, arguments, topics + " topics")) {
      if (!create.answer().contains(" 0 differences")) {
        throw new IllegalStateException("the topics could not be made: " + create.answer());
      }
    }
  }

  private List<Figure> services(String config, Child broker, Scim scim) throws Exception {
    Map<String, Child> services = new LinkedHashMap<>();
    try (scim) {
      for (String name : List.of("processor", "connectors", "ingest", "console")) {
        List<String> arguments =
            name.equals("connectors")
                ? List.of("connector", "--all", "--config", config)
                : List.of(name, "--config", config);
        services.put(name, Child.start(MAIN, arguments, name + " is running"));
      }
      Await.until("SCIM is served", () -> isServed(scim));
      services.put("broker", broker);
      Map<String, Double> before = resident(services);
      progress.at("services alone: %,d people".formatted(people));
      var unused = bringIn(scim);
      Map<String, Double> after = resident(services);
      List<Figure> figures = new ArrayList<>();
      before.forEach((name, empty) -> {
        double full = after.getOrDefault(name, empty);
        figures.add(Figure.of(name + " alone, empty").with(Measure.MEBIBYTES, empty));
        figures.add(
            Figure.of(name + " alone, more per 100,000 people")
                .with(Measure.MEBIBYTES, (full - empty) * HUNDRED_THOUSAND / people));
      });
      return figures;
    } finally {
      services.remove("broker");
      services.values().forEach(Child::close);
    }
  }

  private static Map<String, Double> resident(Map<String, Child> services) throws IOException {
    Map<String, Double> resident = new LinkedHashMap<>();
    for (var service : services.entrySet()) {
      service.getValue().resident().ifPresent(each -> resident.put(service.getKey(), each));
    }
    return resident;
  }

  private static boolean isServed(Scim scim) {
    try {
      scim.createGroup("first");
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static URI scim(int port) {
    return URI.create("http://127.0.0.1:" + port + "/scim/v2");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
