package dev.rolecall.processor.clock;

import dev.rolecall.schemas.Topic;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.ClockTick;
import dev.rolecall.service.KafkaSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broker's clock as it is heard by appending a record every few seconds: nothing else in Kafka
 * tells the time.
 */
public final class BrokerClock implements LogClock, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BrokerClock.class);

  /** A dozen chances before a reading is too old. */
  private static final Duration EVERY = Duration.ofSeconds(5);

  private static final Comparison NOT_YET =
      new Comparison.Unknown(
          "the broker's clock was not heard yet; until then no grant ends or begins by itself: see whether the brokers take records");

  private final Producer<String, ClockTick> producer;
  private final String instance;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("broker-clock").daemon().factory());
  private final AtomicReference<Instant> newestLogged = new AtomicReference<>(Instant.EPOCH);
  private volatile @Nullable Reading reading;

  /** Of the thread alone: what was logged last. */
  private Optional<String> logged = Optional.empty();

  private BrokerClock(
      Producer<String, ClockTick> producer,
      String instance,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.producer = producer;
    this.instance = instance;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /**
   * Listens from now on. The clock has been heard when it returns, or the brokers take no records.
   *
   * @param instance who asks, the key of the records
   */
  public static BrokerClock start(KafkaSettings kafka, String instance, InstantSource clock) {
    BrokerClock started =
        new BrokerClock(
            new KafkaProducer<>(
                kafka.producer("clock"),
                Topic.keys().serializer(),
                Topics.CLOCK.values().serializer()),
            instance,
            clock,
            System::nanoTime);
    started.measure();
    var unused =
        started.thread.scheduleWithFixedDelay(
            started::measure, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    return started;
  }

  @Override
  public Comparison compare(Instant own) {
    @Nullable Reading last = reading;
    return last == null ? NOT_YET : last.compare(own, nanoTime.getAsLong(), newestLogged.get());
  }

  @Override
  public void seen(Instant time) {
    // Nearly always older: then this is one read.
    if (time.isAfter(newestLogged.get())) {
      newestLogged.accumulateAndGet(time, (a, b) -> a.isAfter(b) ? a : b);
    }
  }

  /** What an operator should look at, under its name; empty while the clocks agree. */
  public Map<String, String> warnings() {
    return problem(compare(clock.instant()))
        .map(message -> Map.of("clock", message))
        .orElse(Map.of());
  }

  private void measure() {
    try {
      long sent = nanoTime.getAsLong();
      RecordMetadata appended =
          producer.send(Topics.CLOCK.record(instance, new ClockTick(clock.instant()), 1)).get();
      long half = (nanoTime.getAsLong() - sent) / 2;
      reading =
          new Reading(
              Instant.ofEpochMilli(appended.timestamp()), sent + half, Duration.ofNanos(half));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | KafkaException | IllegalStateException e) {
      LOG.atDebug()
          .addKeyValue("outcome", e.getClass().getSimpleName())
          .log("The broker's clock was not heard");
    }
    logChange(compare(clock.instant()));
  }

  /** Once per change: seconds that go on changing are in health. */
  private void logChange(Comparison comparison) {
    Optional<String> now = problem(comparison);
    if (now.isPresent() != logged.isPresent()) {
      if (now.isPresent()) {
        LOG.atWarn().addKeyValue("outcome", now.get()).log("Timers wait");
      } else {
        LOG.atWarn().log("The clocks agree again; timers go on");
      }
    }
    logged = now;
  }

  private static Optional<String> problem(Comparison comparison) {
    return switch (comparison) {
      case Comparison.Agrees() -> Optional.empty();
      case Comparison.Differs(Instant broker, String message) -> Optional.of(message);
      case Comparison.Unknown(String message) -> Optional.of(message);
    };
  }

  @Override
  public void close() {
    thread.shutdownNow();
    producer.close(KafkaSettings.DELIVERY_TIMEOUT);
  }
}
