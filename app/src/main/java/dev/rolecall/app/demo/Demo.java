package dev.rolecall.app.demo;

import dev.rolecall.app.AllInOne;
import dev.rolecall.app.Shutdown;
import dev.rolecall.app.UserError;
import dev.rolecall.app.cli.TokenCommand;
import dev.rolecall.app.cli.TokenCommand.Token;
import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.SimulatorSpec;
import dev.rolecall.sandbox.drone.DroneSeed;
import dev.rolecall.sandbox.gitlab.GitlabSeed;
import dev.rolecall.service.config.ConfigFile;
import dev.rolecall.service.config.RolecallConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The demo: everything for real but the tools, which are simulators that speak the tools' HTTP. */
final class Demo {

  private static final List<Act> ACTS =
      List.of(
          new Joiner(),
          new Mover(),
          new LostResponse(),
          new Leaver(),
          new KilledConnector(),
          new EmptiedGroup(),
          new ManyLeavers(),
          new LastOwner());

  private final Path data;
  private final int port;
  private final boolean once;
  private final PrintWriter out;
  private final InstantSource clock = InstantSource.system();

  Demo(Path data, int port, boolean once, PrintWriter out) {
    this.data = data;
    this.port = port;
    this.once = once;
    this.out = out;
  }

  /** Plays all acts; 0 when everything came true. */
  int play() throws IOException, InterruptedException {
    SecureRandom random = new SecureRandom();
    Token okta = TokenCommand.random(random);
    Token entra = TokenCommand.random(random);
    say("starting a Kafka broker, the processor, two connectors, SCIM and two simulated tools …");
    Instant began = clock.instant();
    try (Sandbox sandbox = Sandbox.start(simulators());
        AllInOne all = AllInOne.startWithSimulators(config(sandbox, okta, entra));
        Web web = new Web()) {
      all.announce();
      say("ready after " + seconds(began) + " s");
      Operator operator = new Operator(web, all.operator());
      operator.ready("acme-okta");
      operator.ready("acme-entra");
      say("both directories are confirmed as complete: until then nothing would be taken away");
      Instant ready = clock.instant();
      Stage stage = stage(all, sandbox, web, okta, entra);
      boolean converged = playActs(stage);
      if (converged) {
        say("");
        say("All " + ACTS.size() + " acts converged " + seconds(ready) + " s after ready.");
        stage.until("everything was read back", operator::isQuiet);
        new Company(operator, out).print();
      }
      if (!once) {
        stayUp(all, okta);
      }
      return converged ? 0 : 1;
    }
  }

  private boolean playActs(Stage stage) {
    int number = 0;
    for (Act act : ACTS) {
      number++;
      say("");
      say(number + ". " + act.title());
      try {
        act.play(stage);
      } catch (Stage.NotConverged | IllegalStateException e) {
        say("   FAILED: " + e.getMessage());
        return false;
      }
    }
    return true;
  }

  private static List<SimulatorSpec> simulators() {
    return List.of(
        SimulatorSpec.drone("drone", 0, DroneSeed.withAdmin("drone-admin", "demo-drone-token")),
        SimulatorSpec.gitlab(
            "gitlab",
            0,
            GitlabSeed.selfManaged("root", "demo-gitlab-token")
                .group("acme")
                .group("acme/tools")
                .group("payments")
                .group("payments/core")
                .group("web")));
  }

  private Stage stage(AllInOne all, Sandbox sandbox, Web web, Token okta, Token entra) {
    return new Stage(
        new Okta(web, all.scim(), okta.secret()),
        new Entra(web, all.scim(), entra.secret()),
        sandbox.gitlab("gitlab"),
        sandbox.drone("drone"),
        new Operator(web, all.operator()),
        web,
        new Stage.Tools(sandbox.url("gitlab"), sandbox.url("drone"), () -> connectorAlone(all)),
        out,
        clock);
  }

  /**
   * The connector moves into a process of its own: the same configuration, and the broker's
   * address.
   */
  private ConnectorProcess connectorAlone(AllInOne all) {
    all.stopConnector("gitlab");
    try {
      Path alone = data.resolve("connector-alone.yaml");
      Files.writeString(
          alone,
          // Two at a time, so that there is a middle to be killed in.
          Files.readString(data.resolve("rolecall.yaml")).replace("PT4S", "PT4S, concurrency: 2")
              + "kafka: { bootstrap.servers: \""
              + all.kafka().connection().get("bootstrap.servers")
              + "\" }\n");
      return ConnectorProcess.start(
          "gitlab", alone, data.resolve("connector-alone.log"), () -> all.startConnector("gitlab"));
    } catch (IOException e) {
      throw new IllegalStateException("the connector's configuration cannot be written", e);
    }
  }

  private RolecallConfig config(Sandbox sandbox, Token okta, Token entra) throws IOException {
    Files.createDirectories(data);
    Path file = data.resolve("rolecall.yaml");
    Files.writeString(
        file,
        """
        http: { port: %d }
        operator: { port: %d }
        data: "%s"
        policies: { path: "%s", publish: watch }
        directories:
          acme-okta: { tokens: [ { name: okta, sha256: "%s" } ] }
          acme-entra: { tokens: [ { name: entra, sha256: "%s" } ] }
        tools:
          drone:
            url: "%s"
            token: demo-drone-token
            account: { find: [userName|before-at], create-as: "{userName|before-at}" }
          gitlab:
            url: "%s"
            token: demo-gitlab-token
            edition: self-managed
            removals-per-minute: 0
            account: { find: [email], create-as: "{userName|before-at}" }
            pace: { call-deadline: PT4S }
        """
            .formatted(
                port,
                port == 0 ? 0 : port + 1,
                data,
                policies(),
                okta.sha256(),
                entra.sha256(),
                sandbox.url("drone"),
                sandbox.url("gitlab")));
    return ConfigFile.read(file, Map.of());
  }

  /** The example organisation's, from the checkout that the launcher stands in. */
  private static Path policies() {
    Path folder = Path.of(System.getProperty("rolecall.home", ".")).resolve("policies");
    if (!Files.isDirectory(folder)) {
      throw new UserError("the demo needs the example policies in " + folder.toAbsolutePath());
    }
    return folder.toAbsolutePath().normalize();
  }

  private void stayUp(AllInOne all, Token okta) throws InterruptedException {
    say("");
    say("It stays up. Paste these in another terminal:");
    say("");
    say("  ./rolecall why bo@acme.example");
    say("  ./rolecall audit ada@acme.example");
    say(
        "  curl -s -H 'Authorization: Bearer "
            + okta.secret()
            + "' '"
            + all.scim()
            + "/Users?filter=userName%20eq%20%22cy@acme.example%22'");
    say("");
    say("Stop with Ctrl-C.");
    Shutdown.await();
  }

  private String seconds(Instant since) {
    return "%.1f".formatted(Duration.between(since, clock.instant()).toMillis() / 1000.0);
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}
