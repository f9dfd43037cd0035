package dev.rolecall.processor.access;

import dev.rolecall.processor.streams.StreamsService;
import java.util.Optional;

/** The application {@code access}: resolution and the guard, running. */
public final class AccessStage implements AutoCloseable {

  /** Names the consumer group, the internal topics and the transactions: it never changes. */
  private static final String APPLICATION = "rolecall-access";

  private final StreamsService streams;

  private AccessStage(StreamsService streams) {
    this.streams = streams;
  }

  /** Starts it; returns at once. The topics of the catalogue exist already. */
  public static AccessStage start(AccessConfig config) {
    return new AccessStage(
        StreamsService.start(
            APPLICATION,
            AccessTopology.build(config.tools(), System::nanoTime),
            config.kafka().streams(APPLICATION, config.state(), config.instance()),
            config.clock()));
  }

  /** What is wrong; empty while people are resolved. */
  public Optional<String> problem() {
    return streams.problem();
  }

  /** Ends within seconds; what was not finished is taken up by the next start. */
  @Override
  public void close() {
    streams.close();
  }
}
