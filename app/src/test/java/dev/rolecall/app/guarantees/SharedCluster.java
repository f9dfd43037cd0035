package dev.rolecall.app.guarantees;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One cluster for all tests that ask for it: its start takes as long as a seed. */
final class SharedCluster implements ParameterResolver {

  /** Directories for the tests of single processes: one for each partition of commands and more. */
  static final List<String> SCALE =
      LongStream.range(0, 12).mapToObj(number -> "scale-" + number).toList();

  /** Closed by JUnit at the end of all tests. */
  private record Opened(Cluster cluster) implements AutoCloseable {
    @Override
    public void close() {
      cluster.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Cluster.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(SharedCluster.class))
        .getOrComputeIfAbsent(Opened.class, type -> open(), Opened.class)
        .cluster();
  }

  private static Opened open() {
    try {
      long begin = System.nanoTime();
      List<String> directories =
          Stream.concat(
                  LongStream.concat(seeds(), LongStream.of(BrokenPromisesTest.SEED))
                      .distinct()
                      .boxed()
                      .flatMap(seed -> Season.directories(seed).stream()),
                  SCALE.stream())
              .toList();
      Path folder = Files.createTempDirectory("rolecall-guarantees");
      Cluster cluster = new Cluster(folder, directories);
      System.out.printf(
          "the cluster is up after %.1f s in %s%n", (System.nanoTime() - begin) / 1e9, folder);
      return new Opened(cluster);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** {@code -Drolecall.seed=7} is one, {@code -Drolecall.seeds=20} are 1 to 20. */
  static LongStream seeds() {
    Long one = Long.getLong("rolecall.seed");
    return one == null
        ? LongStream.rangeClosed(1, Long.getLong("rolecall.seeds", 1))
        : LongStream.of(one);
  }
}
