package dev.rolecall.image;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;

/** A container engine on this machine. */
final class Engine {

  private Engine() {}

  /**
   * Skips the test where there is none. Where nothing listens this is known at once, without the
   * library, which would try for long and tell of each attempt.
   */
  static void require() {
    Map<String, String> environment = System.getenv();
    boolean perhaps =
        environment.containsKey("DOCKER_HOST") || sockets(environment).anyMatch(Files::exists);
    if (!perhaps || !DockerClientFactory.instance().isDockerAvailable()) {
      String why =
          perhaps
              ? "the container engine does not answer"
              : "there is no container engine: no DOCKER_HOST, no Docker socket";
      System.out.println("image: tests on an engine are skipped: " + why);
      Assumptions.abort(why);
    }
  }

  private static Stream<Path> sockets(Map<String, String> environment) {
    String home = System.getProperty("user.home");
    return Stream.concat(
        List.of("/var/run/docker.sock", home + "/.docker/run/docker.sock").stream(),
        Stream.ofNullable(environment.get("XDG_RUNTIME_DIR")).map(run -> run + "/docker.sock"))
        .map(Path::of);
  }
}
