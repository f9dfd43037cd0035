package dev.rolecall.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.sandbox.drone.DroneSeed;
import dev.rolecall.sandbox.gitlab.GitlabSeed;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class SandboxTest {

  private static final DroneSeed DRONE = DroneSeed.withAdmin("root", "secret");

  @Test
  void severalSimulatorsOfOneKindKeepTheirStateApart() {
    try (Sandbox sandbox =
            Sandbox.start(
                List.of(
                    SimulatorSpec.drone("drone-a", 0, DRONE),
                    SimulatorSpec.drone("drone-b", 0, DRONE),
                    SimulatorSpec.gitlab("gitlab", 0, GitlabSeed.selfManaged("root", "t"))));
        Http a = Http.bearer(sandbox.url("drone-a"), "secret")) {
      a.post("/api/users", "{\"login\":\"ada\"}");

      assertThat(sandbox.names()).containsExactly("drone-a", "drone-b", "gitlab");
      assertThat(sandbox.drone("drone-a").users()).hasSize(2);
      assertThat(sandbox.drone("drone-b").users()).hasSize(1);
      assertThat(sandbox.gitlab("gitlab").user("root").orElseThrow().admin()).isTrue();
      assertThatThrownBy(() -> sandbox.url("other")).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aTakenPortOrNameIsSaidAtTheStart() {
    try (Sandbox first = Sandbox.start(List.of(SimulatorSpec.drone("drone", 0, DRONE)))) {
      int taken = first.url("drone").getPort();

      assertThatThrownBy(() -> Sandbox.start(List.of(SimulatorSpec.drone("drone", taken, DRONE))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(Integer.toString(taken));
      SimulatorSpec spec = SimulatorSpec.drone("twin", 0, DRONE);
      assertThatThrownBy(() -> Sandbox.start(List.of(spec, spec)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aClosedSandboxAnswersNothing() {
    Sandbox sandbox = Sandbox.start(List.of(SimulatorSpec.drone("drone", 0, DRONE)));
    URI url = sandbox.url("drone");
    sandbox.close();

    try (Http http = Http.bearer(url, "secret")) {
      assertThatThrownBy(() -> http.attempt("GET", "/api/user", ""))
          .isInstanceOf(IOException.class);
    }
  }
}
