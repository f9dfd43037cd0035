package dev.rolecall.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A process is asked to stop between saying that it is ready and waiting to be asked. */
class ShutdownTest {

  private static final int LONGEST_SECONDS = 20;

  /** As a command: ready, still busy for a while, then waiting, then closing. */
  static final class Command {
    private Command() {}

    public static void main(String[] arguments) throws Exception {
      Shutdown.listen();
      System.out.println("ready");
      while (System.in.read() >= 0) {
        // Until nobody writes any more.
      }
      Shutdown.await();
      System.out.println("closed");
      Shutdown.closed();
    }
  }

  @Test
  void whoeverIsStoppedTheMomentItIsReadyClosesWhatItOpened()
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Command.class.getName())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(said.readLine()).isEqualTo("ready");
      // Not Process.destroy(), which closes what we read.
      process.toHandle().destroy();
      process.getOutputStream().close();
      assertThat(said.readLine()).isEqualTo("closed");
      assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }
}
