package dev.rolecall.image;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;

/** A container engine on this machine. */
final class Engine {

  private static final String ASKED_FOR = "rolecall.smoke";

  private Engine() {}

  /** Skips the test, with one line that says why, where there is none or nobody asked for it. */
  static void require() {
    Optional<String> missing = missing(System.getenv());
    if (missing.isPresent()) {
      System.out.println("image: tests on a container engine are skipped: " + missing.get());
      Assumptions.abort(missing.get());
    }
  }

  /**
   * Where nothing listens that is known at once, without the library, which would try for long and
   * tell of each attempt.
   */
  private static Optional<String> missing(Map<String, String> environment) {
    if (!environment.containsKey("DOCKER_HOST") && sockets(environment).noneMatch(Files::exists)) {
      return Optional.of("there is none: no DOCKER_HOST, no Docker socket");
    }
    if (!Boolean.getBoolean(ASKED_FOR)) {
      return Optional.of("they take minutes; run them with -D" + ASKED_FOR + "=true");
    }
    return DockerClientFactory.instance().isDockerAvailable()
        ? Optional.empty()
        : Optional.of("it does not answer");
  }

  private static Stream<Path> sockets(Map<String, String> environment) {
    String home = System.getProperty("user.home");
    return Stream.concat(
            List.of("/var/run/docker.sock", home + "/.docker/run/docker.sock").stream(),
            Stream.ofNullable(environment.get("XDG_RUNTIME_DIR")).map(run -> run + "/docker.sock"))
        .map(Path::of);
  }
}
