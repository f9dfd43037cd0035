package dev.rolecall.console.notices;

import dev.rolecall.service.KafkaSettings;
import dev.rolecall.service.config.RolecallConfig.ReceiverConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells each configured receiver when something is held, when it waits for long, and when it is
 * decided; at least once. Each receiver has a thread and a place in the topic of its own: one that
 * is down holds up no other. Of several consoles one tells.
 */
public final class Notices implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

  /** What the group of each receiver begins with. */
  public static final String GROUP = "rolecall-notices-";

  private static final int SHORT = 12;

  /** A call that is under way has ten seconds. */
  private static final Duration LONGEST_STOP = Duration.ofSeconds(12);

  private final List<Messenger> messengers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  private Notices() {}

  /** Starts to tell these receivers. */
  public static Notices start(
      KafkaSettings kafka, List<ReceiverConfig> receivers, InstantSource clock) {
    Notices notices = new Notices();
    for (ReceiverConfig each : receivers) {
      String group = GROUP + short256(each);
      Messenger messenger =
          new Messenger(
              new KafkaHoldRecords(kafka, "notices", group),
              new Receiver(each),
              clock,
              Messenger.FIRST_PAUSE);
      notices.messengers.add(messenger);
      // Not a virtual one: Kafka's client holds monitors while it waits.
      notices.threads.add(Thread.ofPlatform().name("notices").start(messenger));
    }
    return notices;
  }

  /** Names the group by its receiver without telling its address. */
  private static String short256(ReceiverConfig receiver) {
    try {
      byte[] place = (receiver.kind() + " " + receiver.url()).getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(place);
      return HexFormat.of().formatHex(digest).substring(0, SHORT);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Receivers that are not told, and why. */
  public Map<String, String> warnings() {
    Map<String, String> warnings = new LinkedHashMap<>();
    messengers.forEach(
        each -> each.warning().ifPresent(why -> warnings.put("notify " + each.place(), why)));
    return warnings;
  }

  @Override
  public void close() {
    messengers.forEach(Messenger::stop);
    try {
      for (Thread each : threads) {
        if (!each.join(LONGEST_STOP)) {
          LOG.atWarn().log("A receiver's notices did not stop in time");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
