package dev.rolecall.app;

import java.net.URL;
import org.jspecify.annotations.Nullable;

/**
 * The library of Kafka's broker: a checkout has it, images for production leave it out. Apart from
 * what uses the library, which cannot be loaded without it.
 */
public final class BrokerLibrary {

  private BrokerLibrary() {}

  /**
   * Before a broker is started in this process.
   *
   * @throws UserError when it cannot be
   */
  public static void require() {
    @Nullable URL broker = BrokerLibrary.class.getResource("/kafka/server/KafkaRaftServer.class");
    if (broker == null) {
      throw new UserError(
          "there is no Kafka broker in this installation: images for production leave it out. Set"
              + " kafka.bootstrap.servers in rolecall.yaml, or run this command from a checkout");
    }
  }
}
