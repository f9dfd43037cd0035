package dev.rolecall.bench;

import dev.rolecall.app.AllInOne;
import dev.rolecall.app.cli.TokenCommand;
import dev.rolecall.app.cli.TokenCommand.Token;
import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.SimulatorSpec;
import dev.rolecall.sandbox.drone.DroneSeed;
import dev.rolecall.service.KafkaSettings;
import dev.rolecall.service.config.ConfigFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/**
 * An all-in-one in this process, with one simulated tool whose rule gives an account to everybody
 * in one group, and an identity provider. Its data go when it is closed.
 */
final class Bed implements AutoCloseable {

  /** The only tool. */
  static final String TOOL = "drone";

  /** The only directory. */
  static final String DIRECTORY = "bench";

  /** Whoever is in it has an account in the tool. */
  static final String USERS = "drone-users";

  private static final String POLICY = "policies/bench.yaml";

  private final Folder folder;
  private final Sandbox sandbox;
  private final AllInOne all;
  private final Scim scim;

  private Bed(Folder folder, Sandbox sandbox, AllInOne all, Scim scim) {
    this.folder = folder;
    this.sandbox = sandbox;
    this.all = all;
    this.scim = scim;
  }

  static Bed start() throws IOException, InterruptedException {
    Folder folder = Folder.make();
    Sandbox sandbox = sandbox();
    try {
      Token token = TokenCommand.random(new SecureRandom());
      Path config = config(folder.path(), sandbox.url(TOOL), token);
      AllInOne all = AllInOne.startWithSimulators(ConfigFile.read(config, Map.of()));
      return new Bed(folder, sandbox, all, new Scim(all.scim(), token.secret()));
    } catch (RuntimeException | IOException | InterruptedException e) {
      sandbox.close();
      folder.close();
      throw e;
    }
  }

  static Sandbox sandbox() {
    return Sandbox.start(
        List.of(SimulatorSpec.drone(TOOL, 0, DroneSeed.withAdmin("admin", "bench"))));
  }

  /** Writes a configuration, with its policy beside it. */
  static Path config(Path folder, URI tool, Token token) throws IOException {
    Files.createDirectories(folder.resolve(POLICY).getParent());
    Files.writeString(
        folder.resolve(POLICY),
        """
        version: 1
        policy: bench
        owner: bench
        rules:
          - id: drone-users
            groups: drone-users
            grant: { drone: { server: user } }
        control:
          drone: { mode: enforce, manage: server }
        limits:
          leavers: { burst: 100000, window: PT10M }
        """);
    return Files.writeString(
        folder.resolve("rolecall.yaml"),
        """
        http: { port: 0 }
        operator: { port: 0 }
        policies: { path: policies, publish: watch }
        directories:
          bench: { requests-per-second: 100000, tokens: [ { name: bench, sha256: "%s" } ] }
        tools:
          drone: { url: "%s", token: bench, account: { find: [userName|before-at], create-as: "{userName|before-at}" } }
        """
            .formatted(token.sha256(), tool));
  }

  Scim scim() {
    return scim;
  }

  KafkaSettings kafka() {
    return all.kafka();
  }

  Path policy() {
    return folder.path().resolve(POLICY);
  }

  void stopConnector() {
    all.stopConnector(TOOL);
  }

  /** From now on the tool loses what the directory takes. */
  void confirmDirectory() throws IOException {
    try (Wire operator = Wire.to(all.operator().url())) {
      Wire.Answer answer =
          operator.send(
              "POST",
              "/api/v1/directories/" + DIRECTORY + "/ready",
              all.operator().token(),
              "application/json",
              "{\"shown\": []}");
      if (answer.status() >= 300) {
        throw new IOException("the directory was not confirmed: " + answer.body());
      }
    }
  }

  @Override
  public void close() throws IOException {
    try (folder;
        sandbox;
        all;
        scim) {
      // In reverse.
    }
  }
}
