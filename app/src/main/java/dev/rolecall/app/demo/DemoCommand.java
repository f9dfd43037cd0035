package dev.rolecall.app.demo;

import dev.rolecall.app.BrokerLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the main job. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Play a day of two identity providers against simulated tools, with evidence.")
public final class DemoCommand implements Callable<Integer> {

  @Option(names = "--once", description = "End after the acts: 0 when all converged, 1 when not.")
  private boolean once;

  @Option(names = "--keep", description = "Keep the data when it ends.")
  private boolean keep;

  @Option(
      names = "--port",
      description = "Port of SCIM; operators get the next one; default: any free ones.")
  private int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder for the data; default: a new one.")
  private @Nullable Path data;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  DemoCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    BrokerLibrary.require();
    Path folder =
        data == null ? Files.createTempDirectory("rolecall-demo-") : data.toAbsolutePath();
    try {
      return new Demo(folder, port, once, spec.commandLine().getOut()).play();
    } finally {
      if (!keep && data == null) {
        delete(folder);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> below = Files.walk(folder)) {
      for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
